/** Several processes should not all tick at once. */
const jitter = 0.2;

/** Does it again and again, one at a time, this often. Stopping waits for the round in hand. */
export function startTicker(tick: () => Promise<void>, every: number): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let round: Promise<void> = Promise.resolve();

  const schedule = (): void => {
    if (isStopped) return;
    timer = setTimeout(turn, every * (1 - jitter + 2 * jitter * Math.random()));
  };
  const turn = (): void => {
    round = tick().then(schedule, schedule);
  };
  turn();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await round;
  };
}
