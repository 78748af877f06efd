/** What goes wrong next at a platform: instead of an answer to a request, a `Fault` of its own kinds. */
export class Faults<Fault> {
  readonly #next: { of: string; fault: Fault; times: number }[] = [];

  /** The next request (or `times`) of this name, as the platform's `calls` have it (`chat.update`), or of any (`*`). */
  next(of: string, fault: Fault, times = 1): void {
    this.#next.push({ of, fault, times });
  }

  /** Nothing goes wrong any more. */
  clear(): void {
    this.#next.length = 0;
  }

  take(name: string): Fault | null {
    const index = this.#next.findIndex(({ of }) => of === name || of === '*');
    const found = this.#next[index];
    if (found === undefined) return null;
    found.times--;
    if (found.times <= 0) this.#next.splice(index, 1);
    return found.fault;
  }
}
