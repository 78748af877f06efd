/** How many messages are remembered: more than change in the time that a late update may take. */
const mostKept = 10_000;

/** Remembers the revision that each message shows, so that a late, older one never overwrites it (R5). */
export class Newest {
  readonly #sent = new Map<string, number>();

  /** True for strictly older revisions only: a caller who isn't sure that its update arrived sends the same revision again. */
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
