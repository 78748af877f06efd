import { setTimeout as sleep } from 'node:timers/promises';
import type { Intake } from './intake.ts';
import type { Log } from './log.ts';
import { times } from './times.ts';

interface TakingUp {
  /** As the log names the platform. */
  name: string;
  self: { get(): Promise<unknown> };
  intake: Pick<Intake, 'takeUp' | 'renew'>;
  log: Log;
}

/**
 * Looks, now and from time to time, for deliveries that other processes left behind. Begins once the platform has told us our own
 * identity: no delivery can be read without it. Also renews this process's claim on the deliveries that it is still handling.
 */
export function startTakingUp({ name, self, intake, log }: TakingUp): () => Promise<void> {
  const stopping = new AbortController();
  let wasAway = false;
  const round = async (): Promise<void> => {
    try {
      await self.get();
      await intake.takeUp();
      wasAway = false;
    } catch (error) {
      // Logged once for each outage.
      if (!wasAway)
        log.warn({ err: error }, `${name}, or the store, could not be asked what was left. It is tried again.`);
      wasAway = true;
    }
  };
  // When the database is away, no other process can take them up either.
  const renew = (): Promise<void> => intake.renew().catch(() => undefined);
  const running = [again(times.takeUp, round, stopping.signal), again(times.renew, renew, stopping.signal)];
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
}

/** Repeats until it is stopped, at uneven times, so that several processes don't all look at once. */
async function again(every: number, act: () => Promise<void>, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await act();
    const wait = every * (0.8 + 0.4 * Math.random());
    await sleep(wait, undefined, { signal: stopping, ref: false }).catch(() => undefined);
  }
}
