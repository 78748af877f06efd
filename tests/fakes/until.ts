import { patience } from '../setup/patience.ts';

/** Where something may happen: whoever watches is told each time. */
interface Watched {
  watch(look: () => void): () => void;
}

/** Resolves when this holds, asked whenever something happens there, and now and then for what happens elsewhere. */
export function until(there: Watched, holds: () => boolean, what: string, within = patience): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      clearInterval(poll);
      unwatch();
      finish();
    };
    const look = (): void => {
      try {
        if (holds()) end(resolve);
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };
    const tooLong = (): void => reject(new Error(`Waited ${within / 1000} s in vain for: ${what}.`));
    const timer = setTimeout(() => end(tooLong), within);
    const poll = setInterval(look, 50);
    const unwatch = there.watch(look);
    look();
  });
}
