import type { World } from './world.ts';

const patience = 20_000;

/** Resolves when this holds, asked whenever something happens, and now and then for what happens elsewhere. */
export function until(world: World, holds: () => boolean, what: string): Promise<void> {
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
    const tooLong = (): void => reject(new Error(`Waited ${patience / 1000} s in vain for: ${what}.`));
    const timer = setTimeout(() => end(tooLong), patience);
    const poll = setInterval(look, 50);
    const unwatch = world.watch(look);
    look();
  });
}
