import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const supervisor = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));

/** The supervisor has left: what still holds its output open has escaped it. */
const lastOutputMs = 1000;

/** What the supervisor is told; supervisor.mjs describes it. */
export interface Order {
  argv: string[];
  directory: string;
  environment: Record<string, string>;
  folder: string;
  mark: string;
}

/** `ended`: as asked, all of its processes are gone. `lost`: the supervisor was killed, and took the command with it. */
export type Ending =
  | { kind: 'exited'; code: number | null; signal: string | null }
  | { kind: 'not_started'; problem: string }
  | { kind: 'ended' }
  | { kind: 'lost' };

type Outcome = { problem: string } | { code: number | null; signal: string | null };

/** Runs a command under its supervisor until it is over, or until `end` aborts: then resolves once it is gone. */
export async function runSupervised(
  order: Order,
  path: string,
  end: AbortSignal,
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
  try {
    const outcome = await outcomeOf(child, order, end);
    return outcome === null ? { kind: end.aborted ? 'ended' : 'lost' } : endingOf(outcome);
  } finally {
    end.removeEventListener('abort', letGo);
  }
}

const endingOf = (outcome: Outcome): Ending =>
  'problem' in outcome ? { kind: 'not_started', problem: outcome.problem } : { kind: 'exited', ...outcome };

/** What the supervisor reported before it left, with all output read; null when it left without a word. */
async function outcomeOf(child: ChildProcess, order: Order, end: AbortSignal): Promise<Outcome | null> {
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
  if (end.aborted) child.disconnect();
  // A send that fails is a supervisor that died: its exit says so.
  else child.send(order, () => {});
  await left;
  await Promise.race([drained, sleep(lastOutputMs, undefined, { ref: false })]);
  child.stdout?.destroy();
  return outcome;
}
