import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandExecutor } from '../../../src/agents/command/executor.ts';
import { noCost } from '../../../src/core/run/run.ts';
import type { Assignment, StageResult } from '../../../src/core/stage/executor.ts';
import { assignmentOf, commandStage, OpenBoundary, until } from '../stage.ts';
import { livingWith } from './processes.ts';

const temporary = mkdtempSync(path.join(tmpdir(), 'command-'));
const host = {
  PATH: process.env.PATH ?? '',
  HOME: '/home/someone',
  LANG: 'C.UTF-8',
  TZ: 'Europe/Berlin',
  TMPDIR: temporary,
};
const workspaces = mkdtempSync(path.join(tmpdir(), 'workspaces-'));
let boundary: OpenBoundary;

beforeEach(() => {
  boundary = new OpenBoundary();
});
afterEach(() => expect(readdirSync(temporary), 'temporary folders are removed').toEqual([]));
afterAll(() => [temporary, workspaces].forEach((folder) => rmSync(folder, { recursive: true })));

const linkOf = (fd: string): string => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
};

const run = (
  command: string | string[],
  stage: Record<string, unknown> = {},
  more: Partial<Assignment> = {},
): Promise<StageResult> =>
  commandExecutor({ host, workspaces }).execute(assignmentOf(commandStage(command, stage), more), boundary);

async function textOf(...given: Parameters<typeof run>): Promise<string> {
  const result = await run(...given);
  if (result.kind !== 'done') throw new Error(`${result.kind}: ${result.kind === 'failed' ? result.error : ''}`);
  return result.output.text;
}

async function errorOf(...given: Parameters<typeof run>): Promise<string> {
  const result = await run(...given);
  if (result.kind !== 'failed') throw new Error(`It did not fail: ${result.kind}`);
  return result.error;
}

describe('the command executor', () => {
  it('keeps both streams as the artifact, in the order in which they were written, and passes them on live', async () => {
    const result = await run('echo one; echo two >&2; echo three; echo four > /dev/stderr');
    const text = 'one\ntwo\nthree\nfour\n';
    expect(result).toEqual({ kind: 'done', output: { text, rehearsal: false, remark: null }, cost: noCost });
    expect(boundary.live).toBe(text);
    expect(boundary.estimates).toEqual([noCost]);
  });

  it('runs a list as it stands, and a string by a shell', async () => {
    expect(await textOf(['printf', '%s|', 'a b', '$HOME'])).toBe('a b|$HOME|');
    expect(await textOf('printf "%s|" a b $HOME')).toBe('a|b|/home/someone|');
  });

  it("works in the run's own folder once a stage has made it, and says so before", async () => {
    const inside = { directory: '{workspace}/site' };
    expect(await errorOf('pwd', inside)).toContain(`${path.join(workspaces, 'run-1/site')}. Create it`);
    await textOf('mkdir -p "$WHEEL_WORKSPACE/site"');
    expect(await textOf('pwd', inside)).toBe(`${path.join(workspaces, 'run-1/site')}\n`);
    expect(await errorOf('pwd', inside, { runId: 'run-2' })).toContain('run-2');
    expect(await errorOf('pwd', { directory: '{workspaces}' })).toContain('does not exist');
  });

  it("does not work where a link in the run's own folder leads to", async () => {
    const own = path.join(workspaces, 'run-3');
    mkdirSync(path.join(own, 'inside'), { recursive: true });
    symlinkSync('../run-1', path.join(own, 'out'));
    symlinkSync('inside', path.join(own, 'in'));
    mkdirSync(path.join(workspaces, 'run-1/site'), { recursive: true });
    const at = (directory: string) => ['pwd -P', { directory }, { runId: 'run-3' }] as const;
    expect(await errorOf(...at('{workspace}/out/site'))).toContain('is a link that leads out of the run');
    expect(await textOf(...at('{workspace}/in'))).toBe(`${path.join(own, 'inside')}\n`);
    const elsewhere = path.join(own, 'out/site');
    expect(await textOf('pwd -P', { directory: elsewhere }), 'it is there').toContain('/run-1/site');
    symlinkSync(own, path.join(workspaces, 'run-4'));
    expect(await textOf('pwd -P', { directory: '{workspace}/in' }, { runId: 'run-4' })).toContain('/run-3/inside');
  });

  it("shows a command nothing of the server's environment but what is no secret", async () => {
    process.env.CANARY_TOKEN = 'canary-1';
    process.env.DATABASE_URL ??= 'postgres://canary-2@localhost/x';
    const stage = { environment: { STAGE_WORD: 'declared', TZ: 'UTC' } };
    const more = { parameters: { 'tag-name': 'v2' }, brief: 'The brief' };
    const names = (await textOf('env | cut -d= -f1 | sort', stage, more)).trim().split('\n');
    const forGit = ['GIT_CEILING_DIRECTORIES', 'GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0'];
    const inherited = ['HOME', 'LANG', 'PATH', 'TMPDIR', 'TZ'];
    const ours = [
      'WHEEL_ATTEMPT',
      'WHEEL_BRIEF',
      'WHEEL_INPUTS',
      'WHEEL_PARAM_TAG_NAME',
      'WHEEL_RUN',
      'WHEEL_WORKSPACE',
    ];
    // The shell itself sets these.
    expect(names.filter((name) => !['PWD', 'OLDPWD', '_', 'SHLVL'].includes(name))).toEqual(
      [...forGit, ...inherited, 'STAGE_WORD', ...ours].sort(),
    );
    expect(await textOf('env; cat /proc/$PPID/environ', stage, more)).not.toMatch(/canary/);
    expect(
      await textOf('echo $TZ $STAGE_WORD $WHEEL_PARAM_TAG_NAME $WHEEL_BRIEF $WHEEL_RUN $WHEEL_ATTEMPT', stage, more),
    ).toBe('UTC declared v2 The brief run-1 attempt-1\n');
  });

  it('leaves no connection of the server open to a command', async () => {
    const database = createServer().listen(0, '127.0.0.1');
    const own = readdirSync('/proc/self/fd').map(linkOf);
    expect(own.filter((it) => it.startsWith('socket:')).length, 'there are some').toBeGreaterThan(0);
    expect(await textOf('ls -l /proc/$$/fd')).not.toContain('socket:');
    database.close();
  });

  it('gives it its inputs as files that only it can read', async () => {
    const inputs = { history: 'abc\n', 'check-results': 'äöü' };
    expect(await textOf('cd $WHEEL_INPUTS; ls; cat *; stat -c %a ..', {}, { inputs })).toBe(
      'check-results\nhistory\näöüabc\n700\n',
    );
  });

  it("starts in the stage's directory, and says where that would be when it is missing", async () => {
    expect(await textOf('basename "$PWD"', { directory: 'src' })).toBe('src\n');
    expect(await errorOf('pwd', { directory: 'nowhere' })).toMatch(/does not exist: .*nowhere/);
    expect(boundary.estimates, 'only the first was begun').toHaveLength(1);
  });

  it('starts nothing when the boundary says stop, or after an abort', async () => {
    boundary.go = false;
    expect(await run('touch $HOME')).toEqual({ kind: 'stopped', continuation: null, cost: noCost });
    boundary.controller.abort();
    expect(await run('touch $HOME')).toEqual({ kind: 'aborted', cost: noCost });
    expect(boundary.estimates).toHaveLength(1);
  });

  it.each([
    ['that exits with a code', 'echo why; exit 3', /`echo why; exit 3` ended with exit code 3\. Its last lines:\nwhy$/],
    ['that says nothing', 'exit 3', /It printed nothing/],
    ['that does not exist', ['no-such-program'], /exit code 127 \(a program was not found on the PATH\)/],
    ['that crashes', 'kill -SEGV $$', /was ended by SIGSEGV/],
    ['that is too long', [':', 'x'.repeat(200_000)], /could not be started: .*E2BIG/],
  ])('says why a command failed %s', async (_, command, words) => {
    const result = await run(command);
    expect(result).toMatchObject({ kind: 'failed', reason: 'stage_failed', passing: false, cost: noCost });
    expect(result.kind === 'failed' && result.error).toMatch(words);
  });

  it('gives a command that reads its input the end of it at once', async () => {
    expect(await textOf('cat; echo over')).toBe('over\n');
  });

  it('takes megabytes as fast as they come, and keeps how they began and ended', async () => {
    const text = await textOf('echo first; head -c 30000000 /dev/zero | tr "\\0" "x"; echo; echo last');
    expect(text.startsWith('first\nxxx')).toBe(true);
    expect(text.endsWith('xxx\nlast\n')).toBe(true);
    expect(text).toMatch(/\[… 28,951,4\d\d characters of output cut here …\]/);
    expect(text.length).toBeLessThan(1_049_000);
    expect(boundary.live.length).toBeLessThan(300_000);
    expect(boundary.live.endsWith('last\n')).toBe(true);
  });

  it('reads characters, escapes and line ends as a person would', async () => {
    expect(
      await textOf(
        `printf '\\033[31mred\\033[0m \\377\\303'; sleep 0.2; printf '\\244\\000\\r\\nnext\\033'; sleep 0.2; printf '[1mbold'`,
      ),
    ).toBe('red �ä\nnextbold');
    expect(boundary.live).toBe('red �ä\nnextbold');
  });

  it('waits for the last words of a process substitution, and ends what a command leaves behind', async () => {
    const text = await textOf(['bash', '-c', 'sleep 641.51793 & echo hello > >(sleep 0.2; cat)']);
    expect(text).toBe('hello\n');
    expect(livingWith('641.51793')).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('ends what left its group, unless it hid even its environment', async () => {
    expect(await textOf('setsid sleep 644.51793 >/dev/null 2>&1 & echo hello')).toBe('hello\n');
    expect(livingWith('644.51793')).toEqual([]);
    // The command ends only once that one has left its group and its environment.
    const leaves = 'env -i setsid sh -c "echo > $there; exec sleep 645.51793" >/dev/null 2>&1 &';
    await textOf(`there=$(mktemp -u); ${leaves} until [ -e "$there" ]; do sleep 0.05; done; rm "$there"`);
    const hidden = livingWith('645.51793');
    hidden.forEach((pid) => process.kill(pid, 'SIGKILL'));
    expect(hidden, 'such a one is found by nobody').toHaveLength(1);
  });

  it('waits for a command that closed its output', async () => {
    expect(await errorOf('exec >&- 2>&-; sleep 0.5; exit 4')).toContain('exit code 4');
  });

  it.each([
    ['one that ignores SIGTERM', 'trap "" TERM; echo on; sleep 642.51793; sleep 642.51793'],
    ['one with children', 'sleep 642.51793 & (trap "" TERM; sleep 642.51793) & echo on; sleep 642.51793'],
  ])('ends a command at its time limit: %s', async (_, command) => {
    const result = await run(command, { time_limit: '1s' });
    expect(result).toMatchObject({ kind: 'failed', reason: 'time_limit', passing: false });
    expect(result.kind === 'failed' && result.error).toContain('time limit of 1 second');
    expect(livingWith('642.51793')).toEqual([]);
  });

  it('ends a plain command at its time limit, and tells what it had printed', async () => {
    // A busy machine may take seconds to start it.
    const error = await errorOf('echo on; sleep 642.51793', { time_limit: '4s' });
    expect(error).toMatch(/time limit of 4 seconds.*Its last lines:\non/s);
    expect(livingWith('642.51793')).toEqual([]);
  });

  it('goes on while the lease that it works under is renewed', async () => {
    // No stall of a busy machine is as long.
    boundary.heldFor = () => 3_000;
    expect(await run('sleep 3.5; echo over')).toMatchObject({ kind: 'done' });
  });

  it('is ended when the lease that it works under runs out', async () => {
    const since = performance.now();
    boundary.heldFor = () => Math.max(0, 600 - performance.now() + since);
    expect(await run('sleep 60; echo over')).toMatchObject({ kind: 'failed', certain: false });
  });

  it('is not sure how a command ended that was killed, or lost from sight', async () => {
    expect(await run('exit 3')).toMatchObject({ kind: 'failed', certain: true });
    expect(await run(['no-such-program'])).toMatchObject({ certain: true });
    expect(await run('pwd', { directory: 'nowhere' })).toMatchObject({ certain: true });
    expect(await run('kill -KILL $$')).toMatchObject({ kind: 'failed', certain: false });
    expect(await run('sleep 60', { time_limit: '1s' })).toMatchObject({ reason: 'time_limit', certain: false });
    boundary.live = '';
    const working = run('echo $PPID; sleep 60');
    await until(() => boundary.live.includes('\n'), 'the supervisor’s id');
    process.kill(Number(boundary.live), 'SIGKILL');
    expect(await working).toMatchObject({ kind: 'failed', certain: false });
  });

  it.each([
    ['a plain one', 'echo on; sleep 643.51793'],
    ['one that ignores SIGTERM', 'trap "" TERM; echo on; sleep 643.51793; sleep 643.51793'],
    ['one that writes without end', 'yes on 643.51793'],
    ['one that left its group', 'setsid sleep 643.51793 & echo on; sleep 643.51793'],
  ])('ends a command when the run is cancelled: %s', async (_, command) => {
    const working = run(command);
    await until(() => boundary.live.includes('on'), 'its first words');
    boundary.controller.abort();
    expect(await working).toEqual({ kind: 'aborted', cost: noCost });
    expect(livingWith('643.51793')).toEqual([]);
  });
});
