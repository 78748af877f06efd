import type { Freshness } from '../../../core/people/groups.ts';

/** Milliseconds. What is older is asked for anew (S7). */
const oldest = 60_000;
/** After a failure nobody waits for the next one so soon again. */
const failureCounts = 5000;
/** Whoever presses a button has Slack's three seconds; the door needs some of them. */
const patience = 2000;
/** More are not kept at once; each is a name or a list of ids. */
const most = 5000;

interface Kept<T> {
  /** When it was asked for: it can't be newer than the answer, and may be older. */
  at: number;
  life: number;
  value: Promise<T>;
}

/** Asks again only for what is not known of the last minute; several who ask at once wait for one answer. */
export function recently<T>(read: (key: string) => Promise<T>, now: () => number) {
  const kept = new Map<string, Kept<T>>();

  const ask = (key: string): Promise<T> => {
    if (kept.size >= most) kept.clear();
    const asked: Kept<T> = { at: now(), life: oldest, value: within(read(key)) };
    asked.value.catch(() => (asked.life = failureCounts));
    kept.set(key, asked);
    return asked.value;
  };

  return (key: string, freshness: Freshness): Promise<T> => {
    const known = kept.get(key);
    const isFresh = known !== undefined && freshness === 'recent' && now() - known.at < known.life;
    return isFresh ? known.value : ask(key);
  };
}

function within<T>(answer: Promise<T>): Promise<T> {
  const { promise, timer } = late();
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer));
}

function late(): { promise: Promise<never>; timer: NodeJS.Timeout | undefined } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Slack has not answered within ${patience} ms.`)), patience);
  });
  return { promise, timer };
}
