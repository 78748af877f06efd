/** Resolves when all who came before, under the same name, have ended. */
export type Turn = Promise<unknown>;

/** Lines of work in this process, in the order in which it came: each piece is told when those before it have ended. */
export class Turns {
  readonly #last = new Map<string, Turn>();

  /** Begins the work at once. Without a name it stands in no line. */
  join<T>(name: string | undefined, work: (turn: Turn) => Promise<T>): Promise<T> {
    const before = (name === undefined ? undefined : this.#last.get(name)) ?? Promise.resolve();
    const mine = work(before);
    if (name === undefined) return mine;
    const over = Promise.allSettled([before, mine]);
    this.#last.set(name, over);
    void over.then(() => this.#last.get(name) === over && this.#last.delete(name));
    return mine;
  }
}
