import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'vitest';
import { builtScript } from '../../setup/script.ts';
import { until } from '../stage.ts';
import { livingWith, parentOf } from './processes.ts';

const script = builtScript(new URL('./worker.ts', import.meta.url));

interface Working {
  worker: ChildProcess;
  /** In the environment of all that it starts. */
  mark: string;
  folder: string;
}

type Context = Pick<TestContext, 'onTestFinished' | 'expect'>;

/** Whatever a test leaves of these is ended and deleted after it. */
function clear({ onTestFinished }: Context, { worker, mark, folder }: Working): void {
  onTestFinished(() => {
    worker.kill('SIGKILL');
    for (const pid of livingWith(mark)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true });
  });
}

function newPlace(): Pick<Working, 'mark' | 'folder'> {
  const mark = `mark-${process.pid}-${Math.random().toString(36).slice(2)}`;
  return { mark, folder: mkdtempSync(path.join(tmpdir(), 'killed-')) };
}

/** Starts a worker that runs a command; resolves once the command has said so. */
async function startWorker(context: Context, command: string): Promise<Working> {
  const { mark, folder } = newPlace();
  let heard = '';
  const worker = spawn(process.execPath, [script.file, command, mark, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  clear(context, { worker, mark, folder });
  worker.stdout.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  await until(() => heard.includes('ready') || worker.exitCode !== null, 'the command to be ready');
  context.expect(worker.exitCode, 'the worker is there').toBeNull();
  return { worker, mark, folder };
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

// Side by side: each waits most of its time.
describe.skipIf(process.platform !== 'linux').concurrent('a frozen worker', () => {
  it.for(commands)('is survived no longer than its lease by %s', async ([, command], context) => {
    const { worker, mark } = await startWorker(context, command);
    const others = (): number[] => livingWith(mark).filter((pid) => pid !== worker.pid);
    context.expect(others().length, 'they were there before').toBeGreaterThan(0);
    worker.kill('SIGSTOP');
    await until(() => others().length === 0, 'all of its processes to end');
  });
});

describe.skipIf(process.platform !== 'linux').concurrent('a worker killed by SIGKILL', () => {
  it.for(commands)('takes %s with it', async ([, command], context) => {
    const { worker, mark, folder } = await startWorker(context, command);
    context.expect(livingWith(mark).length, 'they were there before').toBeGreaterThan(1);
    worker.kill('SIGKILL');
    await until(() => livingWith(mark).length === 0, 'all of its processes to end');
    await until(() => readdirSync(folder).length === 0, 'its temporary folder to be removed');
  });

  it('takes its command with it even when the supervisor is killed first', async (context) => {
    const { worker, mark } = await startWorker(context, 'echo ready; sleep 600 & sleep 600');
    const supervisors = livingWith('supervisor.mjs').filter((pid) => parentOf(pid) === worker.pid);
    context.expect(supervisors).toHaveLength(1);
    process.kill(supervisors[0]!, 'SIGKILL');
    await until(() => livingWith(mark).filter((pid) => pid !== worker.pid).length === 0, 'the command to end');
  });

  it('would leave its command behind without a supervisor', async (context) => {
    const { mark, folder } = newPlace();
    const started = `require('child_process').spawn('sleep', ['600'], { env: { MARK: '${mark}' }, detached: true, stdio: 'ignore' }).on('spawn', () => console.log('ready'))`;
    const worker = spawn(process.execPath, ['-e', started], { stdio: ['ignore', 'pipe', 'inherit'] });
    clear(context, { worker, mark, folder });
    await new Promise((resolve) => worker.stdout.once('data', resolve));
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGKILL');
    await gone;
    await context.expect(until(() => livingWith(mark).length === 0, 'it to end', 1500)).rejects.toThrow('Waited');
  });
});
