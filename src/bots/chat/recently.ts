import type { Freshness } from '../../core/people/groups.ts';

/** Milliseconds. What is older is asked for anew (S7). */
const oldest = 60_000;
/** After a failure nobody waits for the next one so soon again. */
const failureCounts = 5000;
/** Whoever presses a button has the platform's three seconds; the door needs some of them. */
const patience = 2000;
/** More are not kept at once; each is a name or a list of ids. */
const most = 5000;

interface Known<T> {
  /** When it was asked for: it can't be newer than the answer, and may be older. */
  at: number;
  value: T;
}

interface Reading<T> {
  read: (key: string) => Promise<T>;
  /** Milliseconds, of any beginning. */
  now: () => number;
  /** Who is asked, as an error names them. */
  name: string;
}

/** Awaited, or failed. */
interface Asked<T> {
  at: number;
  answer: Promise<T>;
  isOver: boolean;
}

/** Of these keys, what was so before counts no more. */
interface Change {
  at: number;
  isAbout: (key: string) => boolean;
}

interface Recently<T> {
  of(key: string, freshness: Freshness): Promise<T>;
  /** What came unasked; `age`: for how many milliseconds it may have been otherwise. */
  learn(key: string, value: T, age: number): void;
  /** Something has changed: of these keys nothing is known from now on, nor by an answer, or by news, that is on its way. */
  forget(isAbout: (key: string) => boolean): void;
}

/**
 * Asks again only for what is not known of the last minute; several who ask at once wait for one answer. What is known stands until a
 * newer answer has come: neither one that is awaited nor one that failed takes anything from others (S19).
 */
export function recently<T>({ read, now, name }: Reading<T>): Recently<T> {
  const known = new Map<string, Known<T>>();
  const asked = new Map<string, Asked<T>>();
  /** Of the last minute, the oldest first. */
  const changes: Change[] = [];

  const learn = (key: string, { at, value }: Known<T>): void => {
    const hasChanged = changes.some((change) => change.at >= at && change.isAbout(key));
    if (!hasChanged && at >= (known.get(key)?.at ?? -Infinity)) keep(known, key, { at, value });
  };

  /** An answer that comes too late for whoever asked is known all the same. */
  const ask = (key: string): Promise<T> => {
    const at = now();
    const answer = read(key);
    answer.then(
      (value) => learn(key, { at, value }),
      () => undefined,
    );
    return within(answer, name);
  };

  const askForMany = (key: string): Promise<T> => {
    const one: Asked<T> = { at: now(), answer: ask(key), isOver: false };
    keep(asked, key, one);
    one.answer.then(
      () => (one.isOver = true),
      () => undefined,
    );
    return one.answer;
  };

  return {
    of(key, freshness) {
      if (freshness === 'now') return ask(key);
      const last = known.get(key);
      if (last !== undefined && now() - last.at < oldest) return Promise.resolve(last.value);
      const other = asked.get(key);
      const counts = other !== undefined && !other.isOver && now() - other.at < failureCounts;
      return counts ? other.answer : askForMany(key);
    },

    learn: (key, value, age) => learn(key, { at: now() - age, value }),

    forget(isAbout) {
      const at = now();
      changes.push({ at, isAbout });
      while (changes[0] && at - changes[0].at >= oldest) changes.shift();
      for (const all of [known, asked]) for (const key of all.keys()) if (isAbout(key)) all.delete(key);
    },
  };
}

/** Where there is no room, what came first goes. */
function keep<T>(all: Map<string, T>, key: string, one: T): void {
  const [first] = all.keys();
  if (all.size >= most && !all.has(key) && first !== undefined) all.delete(first);
  all.set(key, one);
}

function within<T>(answer: Promise<T>, name: string): Promise<T> {
  const { promise, timer } = late(name);
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer));
}

function late(name: string): { promise: Promise<never>; timer: NodeJS.Timeout | undefined } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} has not answered within ${patience} ms.`)), patience);
  });
  return { promise, timer };
}
