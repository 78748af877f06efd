import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Boundary } from '../../core/stage/executor.ts';

const supervisor = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));

/** The supervisor has left: what still holds its output open has escaped it. */
const lastOutputMs = 1000;

/** Milliseconds between two signs of life: a lease lasts seconds. */
const signEvery = 250;

/** In milliseconds; unlike `performance.now()`, it says the same in all processes of a machine, and never leaps. */
const sharedClock = (): number => Number(process.hrtime.bigint()) / 1e6;

/** What the supervisor is told; supervisor.mjs describes it. */
export interface Order {
  argv: string[];
  directory: string;
  environment: Record<string, string>;
  folder: string;
  mark: string;
}

/** Of the boundary: what ends a command, heard or unheard. */
export type Leash = Pick<Boundary, 'signal' | 'heldFor'>;

/**
 * `ended`: as asked, all of its processes are gone. `lost`: the supervisor was killed and took the command with it, or ended it
 * because it heard nothing of this process while the lease ran out.
 */
export type Ending =
  | { kind: 'exited'; code: number | null; signal: string | null }
  | { kind: 'not_started'; problem: string }
  | { kind: 'ended' }
  | { kind: 'lost' };

type Outcome = { problem: string } | { code: number | null; signal: string | null };

/** Runs a command under its supervisor until it is over, or until the signal aborts: then resolves once it is gone. */
export async function runSupervised(
  order: Order,
  path: string,
  { signal: end, heldFor }: Leash,
  onOutput: (chunk: Uint8Array) => void,
): Promise<Ending> {
  const child = spawn(process.execPath, [supervisor], {
    cwd: '/',
    env: { PATH: path },
    // The supervisor's own complaints are about bugs: they go where the worker's go.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Its own session: Ctrl-C at the server's terminal is not for it.
    detached: true,
  });
  const letGo = (): void => {
    if (child.connected) child.disconnect();
  };
  end.addEventListener('abort', letGo, { once: true });
  child.stdout?.on('data', onOutput);
  // A send that fails is a supervisor that died: its exit says so.
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

/** What the supervisor reported before it left, with all output read; null when it left without a word. */
async function outcomeOf(child: ChildProcess): Promise<Outcome | null> {
  let outcome: Outcome | null = null;
  child.on('message', (message) => (outcome = message as Outcome));
  // Not `close`: Node never emits it after a disconnect from this side.
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
