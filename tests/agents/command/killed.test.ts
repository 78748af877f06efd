import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtScript } from '../../setup/script.ts';
import { until } from '../stage.ts';
import { livingWith, parentOf } from './processes.ts';

const worker = builtScript(new URL('./worker.ts', import.meta.url));
let mark: string;
let folder: string;
let child: ChildProcess | null = null;

beforeEach(() => {
  mark = `mark-${process.pid}-${Math.random().toString(36).slice(2)}`;
  folder = mkdtempSync(path.join(tmpdir(), 'killed-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  for (const pid of livingWith(mark)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts a worker that runs a command; resolves once the command has said so. */
async function startWorker(command: string): Promise<ChildProcess> {
  let heard = '';
  const started = spawn(process.execPath, [worker.file, command, mark, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  started.stdout.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  await until(() => heard.includes('ready') || started.exitCode !== null, 'the command to be ready');
  expect(started.exitCode, 'the worker is there').toBeNull();
  return started;
}

const commands: [string, string][] = [
  ['a plain command', 'echo ready; sleep 600'],
  ['one with grandchildren', '(sleep 600; :) & (sleep 600; :) & echo ready; wait'],
  ['one that ignores SIGTERM', 'trap "" TERM; echo ready; sleep 600 & wait; sleep 600'],
  ['one that closed its output', 'echo ready; exec >&- 2>&-; sleep 600'],
  ['one that writes without end', 'echo ready; while :; do echo y; done'],
  ['one that is stopped', 'echo ready; sh -c "kill -STOP \\$\\$"; sleep 600'],
  ['one that left its group', 'setsid sleep 600 & echo ready; sleep 600'],
];

describe.skipIf(process.platform !== 'linux')('a frozen worker', () => {
  it.each(commands)('is survived no longer than its lease by %s', async (_, command) => {
    const frozen = await startWorker(command);
    const others = (): number[] => livingWith(mark).filter((pid) => pid !== frozen.pid);
    expect(others().length, 'they were there before').toBeGreaterThan(0);
    frozen.kill('SIGSTOP');
    await until(() => others().length === 0, 'all of its processes to end', 10_000);
  });
});

describe.skipIf(process.platform !== 'linux')('a worker killed by SIGKILL', () => {
  it.each(commands)('takes %s with it', async (_, command) => {
    const killed = await startWorker(command);
    expect(livingWith(mark).length, 'they were there before').toBeGreaterThan(1);
    killed.kill('SIGKILL');
    await until(() => livingWith(mark).length === 0, 'all of its processes to end', 5000);
    await until(() => readdirSync(folder).length === 0, 'its temporary folder to be removed');
  });

  it('takes its command with it even when the supervisor is killed first', async () => {
    const killed = await startWorker('echo ready; sleep 600 & sleep 600');
    const supervisors = livingWith('supervisor.mjs').filter((pid) => parentOf(pid) === killed.pid);
    expect(supervisors).toHaveLength(1);
    process.kill(supervisors[0]!, 'SIGKILL');
    await until(() => livingWith(mark).filter((pid) => pid !== killed.pid).length === 0, 'the command to end', 5000);
  });

  it('would leave its command behind without a supervisor', async () => {
    const script = `require('child_process').spawn('sleep', ['600'], { env: { MARK: '${mark}' }, detached: true, stdio: 'ignore' }).on('spawn', () => console.log('ready'))`;
    const bare = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    child = bare;
    await new Promise((resolve) => bare.stdout.once('data', resolve));
    const gone = new Promise((resolve) => bare.once('exit', resolve));
    bare.kill('SIGKILL');
    await gone;
    await expect(until(() => livingWith(mark).length === 0, 'it to end', 1500)).rejects.toThrow('Waited');
  });
});
