/** The longest that a timer can wait; a longer one would fire at once. */
const longestMs = 2 ** 31 - 1;

export interface TimeLimit {
  signal: AbortSignal;
  /** The limit was what ended it: it was reached before anything else aborted. */
  reached(): boolean;
  dispose(): void;
}

/** Aborts after so many seconds, or when `outer` does. */
export function timeLimit(seconds: number, outer: AbortSignal): TimeLimit {
  const own = new AbortController();
  const timer = setTimeout(() => !outer.aborted && own.abort(), Math.min(seconds * 1000, longestMs));
  return {
    signal: AbortSignal.any([outer, own.signal]),
    reached: () => own.signal.aborted,
    dispose: () => clearTimeout(timer),
  };
}

/** A length of time as people say it. */
export function inWords(seconds: number): string {
  const [count, unit] =
    seconds % 3600 === 0
      ? [seconds / 3600, 'hour']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
