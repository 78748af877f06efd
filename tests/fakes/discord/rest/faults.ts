/** What happens to the next request of a route instead of an answer. */
export type Fault =
  | { kind: 'rate limited'; retryAfter: number; isGlobal?: boolean }
  /** An answer of this status that is no JSON, as from a proxy before Discord. */
  | { kind: 'status'; status: number }
  /** No answer, ever. */
  | { kind: 'hang' }
  /** The connection is cut; `done` says whether Discord had done what was asked before. */
  | { kind: 'drop'; done: boolean }
  /** Discord says no, with this code. */
  | { kind: 'error'; status: number; code: number; message?: string };

export class Faults {
  readonly #next: { route: string; fault: Fault; times: number }[] = [];

  /** The next request (or `times`) of this route, such as `PATCH /channels/:channel/messages/:message`, or of any (`*`). */
  next(route: string, fault: Fault, times = 1): void {
    this.#next.push({ route, fault, times });
  }

  /** Nothing goes wrong any more. */
  clear(): void {
    this.#next.length = 0;
  }

  take(route: string): Fault | null {
    const index = this.#next.findIndex((it) => it.route === route || it.route === '*');
    const found = this.#next[index];
    if (found === undefined) return null;
    found.times--;
    if (found.times <= 0) this.#next.splice(index, 1);
    return found.fault;
  }
}
