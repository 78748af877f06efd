import { setImmediate } from 'node:timers/promises';
import type { Arrival, Arrivals } from '../../core/arrivals.ts';
import { times } from './times.ts';
import { within } from './within.ts';

type Was = Awaited<ReturnType<Arrivals['keep']>>;

/** A delivery that is being stored. */
interface Keeping {
  answer: Promise<Was>;
  /** A caller was told in time that it is stored, and handles it. */
  isTaken: boolean;
  /** It was stored too late for every caller: resolves when it has been deleted again. */
  leaving: Promise<unknown>;
}

/**
 * Stores deliveries in time for the platforms, which give up after 3 s. A delivery that is stored too late is deleted again, and the
 * person is told to repeat what they did. A repeated delivery that arrives meanwhile waits for the first one's result. Stored on its
 * own, it would be taken for a duplicate of the first, which is about to be deleted, and would be lost.
 */
export function createKeeper(arrivals: Pick<Arrivals, 'keep' | 'forget'>): (arrival: Arrival) => Promise<Was> {
  const underway = new Map<string, Keeping>();

  const begin = (arrival: Arrival): Keeping => {
    const { key } = arrival;
    const answer = arrivals.keep(arrival, times.hold);
    const one: Keeping = { answer, isTaken: false, leaving: Promise.resolve() };
    underway.set(key, one);
    const end = async (was: Was): Promise<void> => {
      // First let every caller that still waits see the result.
      await setImmediate();
      // Where it can't be deleted, another process takes it up like any delivery that was left behind.
      if (was === 'new' && !one.isTaken) await (one.leaving = arrivals.forget(key).catch(() => undefined));
      underway.delete(key);
    };
    answer.then(end, () => underway.delete(key));
    return one;
  };

  const answerFor = async (arrival: Arrival): Promise<Keeping> => {
    await underway.get(arrival.key)?.leaving;
    const one = underway.get(arrival.key) ?? begin(arrival);
    await one.answer;
    return one;
  };

  return async (arrival) => {
    const one = await within(times.keep, answerFor(arrival));
    if (one === null) throw new Error(`Postgres kept a delivery waiting for ${times.keep} ms.`);
    const was = await one.answer;
    if (was !== 'new') return was;
    if (one.isTaken) return 'kept';
    one.isTaken = true;
    return 'new';
  };
}
