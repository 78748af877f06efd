import type { Clock } from '../../../../src/bots/chat/send/clock.ts';

/** Time that passes only when a test says so; what rings on the way rings in order. */
export class HandClock implements Clock {
  #now = 0;
  readonly #bells = new Set<{ at: number; act: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, act: () => void): () => void {
    const bell = { at: this.#now + milliseconds, act };
    this.#bells.add(bell);
    return () => void this.#bells.delete(bell);
  }

  get bells(): number {
    return this.#bells.size;
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#bells.delete(next);
      this.#now = next.at;
      next.act();
      await settle();
    }
    this.#now = end;
  }

  #next(end: number) {
    const due = [...this.#bells].filter(({ at }) => at <= end);
    return due.toSorted((a, b) => a.at - b.at)[0];
  }
}

/** Until whoever waits for a promise that has ended has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Real time, so many times as fast: for what goes over a real connection, at a pace that nobody wants to wait for. */
export const hurried = (times: number): Clock => ({
  now: () => performance.now() * times,
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds / times);
    return () => clearTimeout(timer);
  },
});
