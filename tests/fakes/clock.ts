/** Milliseconds since 1970, as a platform’s servers see them: real time, and what a test has added. */
export class Clock {
  #added = 0;

  now(): number {
    return Date.now() + this.#added;
  }

  /** Moves on, so that nobody has to wait for what only passes with time. */
  advance(milliseconds: number): void {
    this.#added += milliseconds;
  }
}
