/** A share of the interval, so that several processes don't tick at the same time. */
const jitter = 0.2;

/** Calls `tick` at once and then every `every` milliseconds, never twice at the same time. Returns a function that stops this, and waits for a tick in progress. */
export function startTicker(tick: () => Promise<void>, every: number): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let round: Promise<void> = Promise.resolve();

  const schedule = (): void => {
    if (isStopped) return;
    timer = setTimeout(turn, every * (1 - jitter + 2 * jitter * Math.random()));
  };
  const turn = (): void => {
    // `tick` has logged what failed.
    round = tick().then(schedule, schedule);
  };
  turn();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await round;
  };
}
