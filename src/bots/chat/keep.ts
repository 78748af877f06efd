import { setImmediate } from 'node:timers/promises';
import type { Arrival, Arrivals } from '../../core/arrivals.ts';
import { times } from './times.ts';
import { within } from './within.ts';

type Was = Awaited<ReturnType<Arrivals['keep']>>;

/** One that is being kept. */
interface Keeping {
  answer: Promise<Was>;
  /** Somebody has it in hand. */
  isTaken: boolean;
  /** Nobody had, in time: it is being forgotten. */
  leaving: Promise<unknown>;
}

/**
 * Both platforms give up after 3 s. What is kept too late was not kept: whoever did it is told to do it again. Who brings the same
 * meanwhile waits for the same answer: were it kept a second time, the first would be forgotten, and the second believe that somebody has it.
 */
export function createKeeper(arrivals: Pick<Arrivals, 'keep' | 'forget'>): (arrival: Arrival) => Promise<Was> {
  const underway = new Map<string, Keeping>();

  const begin = (arrival: Arrival): Keeping => {
    const { key } = arrival;
    const answer = arrivals.keep(arrival, times.hold);
    const one: Keeping = { answer, isTaken: false, leaving: Promise.resolve() };
    underway.set(key, one);
    const end = async (was: Was): Promise<void> => {
      // First all hear of it who still wait.
      await setImmediate();
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
