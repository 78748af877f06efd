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

const units = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in the largest unit that gives a whole number: “90 seconds”, “2 minutes”. */
export function inWords(seconds: number): string {
  const [unit, length] = units.find(([, length]) => seconds % length === 0) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
