import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandExecutor } from '../../../src/agents/command/executor.ts';
import { assignmentOf, commandStage, OpenBoundary } from '../stage.ts';

let top: string;
let run: string;

/** A server's data below a repository, as somebody has it who starts the program in a checkout. */
beforeEach(() => {
  top = realpathSync(mkdtempSync(path.join(tmpdir(), 'git-')));
  execFileSync('git', ['init', '--quiet', top]);
  run = path.join(top, 'workspaces', 'run-1');
  mkdirSync(run, { recursive: true });
});
afterEach(() => rmSync(top, { recursive: true }));

async function textOf(command: string, environment: Record<string, string> = {}): Promise<string> {
  const machine = { host: { PATH: process.env.PATH, HOME: top }, workspaces: path.join(top, 'workspaces') };
  const stage = commandStage(`${command} 2>&1; true`, { directory: '{workspace}', environment });
  const result = await commandExecutor(machine).execute(assignmentOf(stage), new OpenBoundary());
  if (result.kind !== 'done') throw new Error(JSON.stringify(result));
  return result.output.text;
}

describe('git, in a folder of a run', () => {
  it('takes no repository above the runs for its own', async () => {
    expect(await textOf('git rev-parse --show-toplevel', { GIT_CEILING_DIRECTORIES: '' })).toBe(`${top}\n`);
    expect(await textOf('git rev-parse --show-toplevel')).toContain('not a git repository');
  });

  it('finds that of the run, from each of its folders', async () => {
    execFileSync('git', ['init', '--quiet', run]);
    expect(await textOf('mkdir deep; cd deep; git rev-parse --show-toplevel')).toBe(`${run}\n`);
  });

  it('starts no program that is named in files which an agent may write', async () => {
    const mark = path.join(top, 'was-started');
    for (const folder of ['objects', 'refs']) mkdirSync(path.join(run, folder));
    writeFileSync(path.join(run, 'HEAD'), 'ref: refs/heads/main\n');
    const settings = ['repositoryformatversion = 0', 'bare = false', 'worktree = .', `fsmonitor = "touch ${mark};"`];
    writeFileSync(path.join(run, 'config'), `[core]\n${settings.join('\n')}\n`);
    expect(await textOf('git status')).toContain("safe.bareRepository is 'explicit'");
    expect(existsSync(mark)).toBe(false);
    await textOf('git status', { GIT_CONFIG_COUNT: '0' });
    expect(existsSync(mark), 'without the guard it does').toBe(true);
  });
});
