import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Boundary } from '../../core/stage/executor.ts';

const supervisor = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));

/** How long output is still read after the supervisor has exited: whatever holds it open then has escaped the supervisor. */
const lastOutputMs = 1000;

/** Milliseconds between two signs of life. A lease lasts seconds. */
const signEvery = 250;

/** Milliseconds of a monotonic clock. Unlike `performance.now()`, it is the same in all processes of a machine. */
const sharedClock = (): number => Number(process.hrtime.bigint()) / 1e6;

/** What the supervisor is told to run; described in supervisor.mjs. */
export interface Order {
  argv: string[];
  directory: string;
  environment: Record<string, string>;
  folder: string;
  mark: string;
}

/** The parts of the boundary that end a command: the signal, and the time that this process may work without renewing its lease. */
export type Leash = Pick<Boundary, 'signal' | 'heldFor'>;

/**
 * How a command ended. `ended`: as asked by the signal; all of its processes are gone. `lost`: the supervisor was killed and the
 * command with it, or the supervisor ended it because this process gave no sign of life until its lease ran out.
 */
export type Ending =
  | { kind: 'exited'; code: number | null; signal: string | null }
  | { kind: 'not_started'; problem: string }
  | { kind: 'ended' }
  | { kind: 'lost' };

type Outcome = { problem: string } | { code: number | null; signal: string | null };

/** Runs a command under a supervisor until it exits. When the signal aborts, the command is ended; resolves once it is gone. */
export async function runSupervised(
  order: Order,
  path: string,
  { signal: end, heldFor }: Leash,
  onOutput: (chunk: Uint8Array) => void,
): Promise<Ending> {
  const child = spawn(process.execPath, [supervisor], {
    cwd: '/',
    env: { PATH: path },
    // What the supervisor itself writes to stderr is about bugs: it goes to the worker's own stderr.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // In a session of its own, so that Ctrl-C in the server's terminal doesn't reach it.
    detached: true,
  });
  const letGo = (): void => {
    if (child.connected) child.disconnect();
  };
  end.addEventListener('abort', letGo, { once: true });
  child.stdout?.on('data', onOutput);
  // When a message can't be sent, the supervisor has died, and its exit event says so.
  const tell = (message: object): unknown => child.connected && child.send(message, () => {});
  const sign = () => ({ until: sharedClock() + heldFor() });
  const signs = setInterval(() => tell(sign()), signEvery);
  if (end.aborted) letGo();
  else tell({ ...order, ...sign() });
  try {
    const outcome = await outcomeOf(child);
    return outcome === null ? { kind: end.aborted ? 'ended' : 'lost' } : endingOf(outcome);
  } finally {
    clearInterval(signs);
    end.removeEventListener('abort', letGo);
  }
}

const endingOf = (outcome: Outcome): Ending =>
  'problem' in outcome ? { kind: 'not_started', problem: outcome.problem } : { kind: 'exited', ...outcome };

/** What the supervisor reported before it exited, once all output is read; null when it reported nothing. */
async function outcomeOf(child: ChildProcess): Promise<Outcome | null> {
  let outcome: Outcome | null = null;
  child.on('message', (message) => (outcome = message as Outcome));
  // Not the event `close`: Node never emits it after this side has disconnected.
  const left = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      outcome = { problem: error.message };
      resolve();
    });
  });
  const drained = new Promise<void>((resolve) => child.stdout?.once('close', () => resolve()));
  await left;
  await Promise.race([drained, sleep(lastOutputMs, undefined, { ref: false })]);
  child.stdout?.destroy();
  return outcome;
}
