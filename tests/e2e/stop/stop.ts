import { setTimeout as sleep } from 'node:timers/promises';
import type { DraftingModel } from '../../fakes/model/drafts.ts';

/** Somebody before a run that goes on by itself, on one platform. */
export interface Stopper {
  model: DraftingModel;
  /** Starts a run of many drafts, and resolves when its thread is there. */
  start(): Promise<void>;
  /** Types the word in the run's thread; resolves when the platform has taken it. */
  type(): Promise<unknown>;
  /** Resolves when the run's card says that it is paused. */
  paused(): Promise<unknown>;
  resume(): Promise<unknown>;
}

/** Stops that one run has steps enough for. */
const perRun = 4;
/**
 * Milliseconds that an answer takes at most. Each draft is a post, and a channel takes one a second: a run whose drafts came at once
 * would be over before anybody saw its card.
 */
const slowest = 400;

/** Milliseconds from each “stop” to the last step that began after it; 0 where none did. */
export async function stopAgainAndAgain(stopper: Stopper, stops: number): Promise<number[]> {
  const asked: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      await stopper.model.asked();
      asked.push(performance.now());
    }
  })();
  const taken: number[] = [];
  stopper.model.slowest = slowest;
  for (let n = 0; n < stops; n += 1) {
    if (n % perRun === 0) await startHeld(stopper);
    else await stopper.resume();
    await stopper.model.asked();
    await sleep(Math.random() * 150);
    const typed = performance.now();
    await stopper.type();
    await stopper.paused();
    // Whatever was on its way begins by now, if ever.
    await sleep(200);
    taken.push(Math.max(0, ...asked.filter((at) => at > typed).map((at) => at - typed)));
  }
  isOver = true;
  void watching;
  return taken;
}

/** Nothing is written before its card is there to be stopped. */
async function startHeld(stopper: Stopper): Promise<void> {
  const letGo = stopper.model.holdBack();
  try {
    await stopper.start();
  } finally {
    letGo();
  }
}
