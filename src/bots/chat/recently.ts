import type { Freshness } from '../../core/people/groups.ts';

/** Milliseconds. A value that is older than this is asked for again (S7). */
const oldest = 60_000;
/** Milliseconds after a failure during which nobody is made to wait for another attempt. */
const failureCounts = 5000;
/** Milliseconds to wait for an answer. The platform allows a click three seconds, and the door needs some of them. */
const patience = 2000;
/** The most values that are kept at once; each is a name or a list of ids. */
const most = 5000;

interface Known<T> {
  /** When it was asked for: the value is at least this new. */
  at: number;
  value: T;
}

interface Reading<T> {
  read: (key: string) => Promise<T>;
  /** Milliseconds since an arbitrary moment. */
  now: () => number;
  /** The platform that is asked, as an error names it. */
  name: string;
}

/** A request that is under way, or has failed. */
interface Asked<T> {
  at: number;
  answer: Promise<T>;
  isOver: boolean;
}

/** What was known of these keys before this time is out of date. */
interface Change {
  at: number;
  isAbout: (key: string) => boolean;
}

interface Recently<T> {
  of(key: string, freshness: Freshness): Promise<T>;
  /** Takes a value that arrived unasked. `age`: for how many milliseconds it may already have been out of date. */
  learn(key: string, value: T, age: number): void;
  /** Something has changed: drops what is known of these keys, and ignores answers and news about them that are still on the way. */
  forget(isAbout: (key: string) => boolean): void;
}

/**
 * A cache that asks again only for values older than a minute; several callers at once share one request. A known value stays until a
 * newer one has arrived: a request that is under way or has failed takes it from nobody (S19).
 */
export function recently<T>({ read, now, name }: Reading<T>): Recently<T> {
  const known = new Map<string, Known<T>>();
  const asked = new Map<string, Asked<T>>();
  /** The changes of the last minute, oldest first. */
  const changes: Change[] = [];

  const learn = (key: string, { at, value }: Known<T>): void => {
    const hasChanged = changes.some((change) => change.at >= at && change.isAbout(key));
    if (!hasChanged && at >= (known.get(key)?.at ?? -Infinity)) keep(known, key, { at, value });
  };

  /** An answer that comes too late for its caller is kept all the same. */
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

/** Keeps a value; when there is no room, the oldest one is dropped. */
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
