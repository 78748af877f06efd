/** Milliseconds that only ever grow, and a bell. */
export interface Clock {
  now(): number;
  /** Returns what takes the bell back. */
  after(milliseconds: number, act: () => void): () => void;
}

/** The longest that setTimeout counts; what rings too early looks at the time and waits on. */
const longest = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, Math.min(milliseconds, longest));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
