/** What happens to the next call of a method instead of an answer. */
export type Fault =
  | { kind: 'rate limited'; retryAfter: number }
  | { kind: 'status'; status: number }
  /** No answer, ever. */
  | { kind: 'hang' }
  /** The connection is cut; `done` says whether Slack had done what was asked before. */
  | { kind: 'drop'; done: boolean }
  /** Slack says no, with this error. */
  | { kind: 'error'; error: string };

export class Faults {
  readonly #next: { method: string; fault: Fault; times: number }[] = [];

  /** The next call (or `times` calls) of this method, such as `chat.update`, or of any (`*`), goes wrong like this. */
  next(method: string, fault: Fault, times = 1): void {
    this.#next.push({ method, fault, times });
  }

  /** Nothing goes wrong any more. */
  clear(): void {
    this.#next.length = 0;
  }

  take(method: string): Fault | null {
    const index = this.#next.findIndex((it) => it.method === method || it.method === '*');
    const found = this.#next[index];
    if (found === undefined) return null;
    found.times--;
    if (found.times <= 0) this.#next.splice(index, 1);
    return found.fault;
  }
}
