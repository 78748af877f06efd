/** Messages whose newest revision is remembered: more than change in the time that a late update may take. */
const mostKept = 10_000;

/** Which revision each message shows, so that an older one that comes late never overwrites it (R5). */
export class Newest {
  readonly #sent = new Map<string, number>();

  /** Strictly older: the same is sent again by whoever can't be sure that it arrived last. */
  isPast(message: string, revision: number): boolean {
    return (this.#sent.get(message) ?? -Infinity) > revision;
  }

  sent(message: string, revision: number): void {
    this.#sent.delete(message);
    this.#sent.set(message, revision);
    const [oldest] = this.#sent.keys();
    if (this.#sent.size > mostKept && oldest !== undefined) this.#sent.delete(oldest);
  }
}
