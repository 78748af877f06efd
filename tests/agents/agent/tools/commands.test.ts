import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandTool } from '../../../../src/agents/agent/tools/command.ts';
import { limitOf, type ToolSetting } from '../../../../src/agents/agent/tools/running.ts';
import { shellTool } from '../../../../src/agents/agent/tools/shell.ts';
import type { AgentStage } from '../../../../src/core/project/stage.ts';
import { livingWith } from '../../command/processes.ts';
import { assignmentOf, OpenBoundary, stageOf, until } from '../../stage.ts';
import { Bench, callOf, use } from './bench.ts';

const temporary = mkdtempSync(path.join(tmpdir(), 'commands-'));
let bench: Bench;
let boundary: OpenBoundary;
beforeEach(() => {
  bench = new Bench();
  boundary = new OpenBoundary();
});
afterEach(() => {
  bench.remove();
  expect(readdirSync(temporary), 'temporary folders are removed').toEqual([]);
});
afterAll(() => rmSync(temporary, { recursive: true }));

const commands = {
  test: { run: 'cat input.txt; exit 3', about: 'Runs the tests.', repeatable: true },
  words: { run: ['printf', '%s|', 'a b', '$HOME'] },
};

const stage = stageOf({
  do: 'agent',
  role: 'editor',
  brief: 'Work.',
  environment: { STAGE_WORD: 'declared' },
  commands,
  shell: {},
}) as AgentStage;

async function setting(): Promise<ToolSetting> {
  const assignment = { ...assignmentOf(stage, { inputs: { history: 'abc\n' } }), stage };
  const machine = { host: { PATH: process.env.PATH, TMPDIR: temporary }, workspaces: bench.outside };
  return { machine, workspace: await bench.workspace(), assignment };
}

const command = async (name: string): Promise<string> =>
  use(commandTool(await setting(), stage.commands), { name }, boundary);
const shell = async (line: string, more = {}): Promise<string> =>
  use(shellTool(await setting(), more), { command: line }, boundary);

describe('command', () => {
  it('runs what was declared, in the workspace, and tells how it ended and what it printed', async () => {
    bench.put({ 'input.txt': '1 failed\n' });
    expect(await command('test')).toBe('It ended with exit code 3. It printed:\n\n1 failed');
    expect(boundary.live).toBe('1 failed\n');
  });

  it('runs a list as it stands', async () => {
    expect(await command('words')).toBe('It ended with exit code 0. It printed:\n\na b|$HOME|');
  });

  it('knows no other command, and takes no arguments', async () => {
    const tool = commandTool(await setting(), stage.commands);
    for (const name of ['deploy', 'test; id', 'constructor', '__proto__']) {
      expect(tool.input.safeParse({ name }).success, name).toBe(false);
    }
    expect(tool.input.parse({ name: 'test', arguments: '; id' })).toEqual({ name: 'test' });
  });

  it('shows people the name and the line, or the list as a list, and tells the model what it is for', async () => {
    const tool = commandTool(await setting(), stage.commands);
    expect(callOf(tool, { name: 'test' })).toMatchObject({ shown: 'test: cat input.txt; exit 3', about: 'test' });
    expect(callOf(tool, { name: 'words' }).shown).toBe('words: ["printf","%s|","a b","$HOME"]');
    expect(tool.description).toMatch(/\n- test: Runs the tests\.\n- words: \["printf"/);
    expect(tool.description).toContain('as it stands, for at most 10 minutes.');
    expect(tool.repeatable({ name: 'test' })).toBe(true);
    expect(tool.repeatable({ name: 'words' })).toBe(false);
  });

  it('tells the model how long each may take, where they differ', async () => {
    const { description } = commandTool(await setting(), {
      ...stage.commands,
      build: { ...stage.commands.test!, time_limit: 120, about: 'Builds.' },
    });
    expect(description).toMatch(/as it stands\. Its exit/);
    expect(description).toMatch(/\n- test \(for at most 10 minutes\): Runs the tests\.\n/);
    expect(description).toMatch(/\n- build \(for at most 2 minutes\): Builds\.$/);
  });

  it('is ended at the time limit that was declared for it', async () => {
    const wait = { ...stage.commands.test!, run: 'echo on; sleep 655.51793', time_limit: 1 };
    const tool = commandTool(await setting(), { wait });
    expect(await use(tool, { name: 'wait' }, boundary)).toMatch(/^It was ended at its time limit of 1 second\./);
    expect(livingWith('655.51793')).toEqual([]);
  });
});

describe('shell', () => {
  it('runs a line as people were shown it, with both streams in their order', async () => {
    const tool = shellTool(await setting(), {});
    const line = 'echo one; echo two >&2; pwd';
    expect(callOf(tool, { command: line })).toMatchObject({ tool: 'shell', shown: line, about: line });
    expect(await shell(line)).toBe(`It ended with exit code 0. It printed:\n\none\ntwo\n${bench.folder}`);
    expect(tool.repeatable({ command: line })).toBe(false);
  });

  it.each([
    ['that prints nothing', 'exit 1', 'It ended with exit code 1. It printed nothing.'],
    [
      'that is not there',
      'no-such-program 2>/dev/null',
      'It ended with exit code 127 (a program was not found on the PATH). It printed nothing.',
    ],
    ['that crashes', 'kill -SEGV $$', 'It was ended by SIGSEGV. It printed nothing.'],
    ['that waits for input', 'cat; echo over', 'It ended with exit code 0. It printed:\n\nover'],
  ])('tells how a line ended %s', async (_, line, result) => {
    expect(await shell(line)).toBe(result);
  });

  it("sees what the stage declares and its inputs, and nothing of the server's secrets", async () => {
    process.env.CANARY_TOKEN = 'canary-1';
    const line =
      'echo $STAGE_WORD $WHEEL_RUN ${WHEEL_WORKSPACE#$PWD}; cat $WHEEL_INPUTS/history; env; cat /proc/$PPID/environ';
    const result = await shell(line);
    expect(result).toContain('declared run-1 -2/run-1\nabc\n');
    expect(result).not.toContain('canary');
    expect(JSON.stringify(process.env), 'it was there to be seen').toContain('canary');
  });

  it('tells how a long output began and ended, and how much was cut', async () => {
    const result = await shell('echo first; head -c 3000000 /dev/zero | tr "\\0" "x"; echo; echo last');
    expect(result).toMatch(/first\nxxx+\n\n\[… 2,970,0\d\d characters of output cut here …\]\n\nxxx+\nlast$/);
    expect(result.length).toBeLessThan(30_200);
  });

  it('leaves nothing running behind', async () => {
    expect(await shell('sleep 651.51793 & echo done')).toContain('done');
    expect(livingWith('651.51793')).toEqual([]);
  });

  it('tells what a line printed that took too long, and leaves nothing of it', async () => {
    // A busy machine may take seconds to start it.
    const result = await shell('echo on; sleep 654.51793', { time_limit: 4 });
    expect(result).toMatch(/^It was ended at its time limit of 4 seconds\. It printed:\n\non/);
    expect(livingWith('654.51793')).toEqual([]);
  });

  it('takes ten minutes at most where nothing else is declared, and never longer than its stage', async () => {
    expect(limitOf({}, { time_limit: 3600 })).toBe(600);
    expect(limitOf({}, { time_limit: 60 })).toBe(60);
    expect(limitOf({ time_limit: 1800 }, { time_limit: 3600 })).toBe(1800);
    expect(shellTool(await setting(), { time_limit: 90 }).description).toContain('for at most 90 seconds.');
  });

  it('is ended with all that it started when the run is cancelled', async () => {
    const working = shell('sleep 652.51793 & echo on; sleep 652.51793');
    await until(() => boundary.live.includes('on'), 'its first words');
    expect(livingWith('652.51793').length).toBeGreaterThan(0);
    boundary.controller.abort();
    await expect(working).rejects.toThrow('aborted');
    expect(livingWith('652.51793')).toEqual([]);
  });

  it('does not pretend to know how a command ended that was lost from sight', async () => {
    const working = shell('echo $PPID > supervisor; echo on; sleep 653.51793');
    await until(() => boundary.live.includes('on'), 'its first words');
    const lost = expect(working).rejects.toThrow('A command was ended because the process that watches over it');
    process.kill(Number(readFileSync(bench.at('supervisor'), 'utf8')), 'SIGKILL');
    await lost;
  });

  it('asks nobody about a line that could not be run as it is shown', async () => {
    const tool = shellTool(await setting(), {});
    expect(tool.call({ command: 'echo a\0b' })).toHaveProperty('refused');
    expect(tool.call({ command: 'echo \ud800' })).toHaveProperty('refused');
  });
});
