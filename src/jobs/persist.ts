import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';
import { classify } from './outage.ts';
import { spellOf } from './spell.ts';

const firstPause = 50;
const longestPause = 1_000;

export interface Patience {
  /** Milliseconds. */
  patience: number;
  signal?: AbortSignal;
  log: Log;
}

const says = {
  begins: 'The database does not take what a stage asks of it; it is asked again.',
  ends: 'The database has taken it.',
};

/** Repeats what is asked of a store through an outage, until it succeeds, the patience is over, or the signal is aborted. Rejects with the last error. */
export async function persist<T>(ask: () => Promise<T>, { patience, signal, log }: Patience): Promise<T> {
  const end = performance.now() + patience;
  const spell = spellOf(log, says);
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      const answer = await ask();
      spell.worked();
      return answer;
    } catch (error) {
      const isOver = performance.now() + pause > end || signal?.aborted === true;
      if (isOver || classify(error) === 'bug') throw error;
      spell.failed(error);
    }
    await sleep(pause);
  }
}
