import { setTimeout as sleep } from 'node:timers/promises';
import { classify } from './outage.ts';

const firstPause = 50;
const longestPause = 1_000;

/** Repeats a write through an outage, until it succeeds, `patience` milliseconds are over, or the signal is aborted. Rejects with the last error. */
export async function persist<T>(write: () => Promise<T>, patience: number, signal?: AbortSignal): Promise<T> {
  const end = performance.now() + patience;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await write();
    } catch (error) {
      const isOver = performance.now() + pause > end || signal?.aborted === true;
      if (isOver || classify(error) === 'bug') throw error;
    }
    await sleep(pause);
  }
}
