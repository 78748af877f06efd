/** A monotonic clock in milliseconds, with a timer. */
export interface Clock {
  now(): number;
  /** Returns a function that cancels the timer. */
  after(milliseconds: number, act: () => void): () => void;
}

/** The longest delay that setTimeout takes. A caller woken too early looks at the time and waits on. */
const longest = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, Math.min(milliseconds, longest));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
