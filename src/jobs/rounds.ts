import { within } from './within.ts';

/** How a sweep finds rows, and what it does to each. */
export interface Finding<T> {
  /** The first `limit` rows, always in the same order. */
  find: (limit: number) => Promise<T[]>;
  keyOf: (row: T) => string;
  /** False if the rules refuse. `inARow`: how many rounds in a row have already found this row and failed to move it. */
  move: (row: T, inARow: number) => Promise<boolean>;
  onError: (row: T, error: unknown) => void;
}

export interface RoundLimits {
  page: number;
  /** Rows in hand at once, including those that a round has stopped waiting for: each holds a connection. */
  atOnce: number;
  /** Milliseconds that a round waits for rows that do not move. */
  patience: number;
  /** Milliseconds. A row that failed twice in a row is left alone for this long, then for three times as long, seven times, and so on. */
  rest: number;
}

interface Failure {
  inARow: number;
  /** `performance.now()` from which it is tried again. */
  until: number;
}

const longestRest = 30_000;

/**
 * Handles the rows that a sweep finds, each independently: a row that is locked or fails delays the others only for a moment. Rows that failed before are
 * read in addition to the page and come last, so that they never fill it up.
 */
export class Rounds<T> {
  private readonly failures = new Map<string, Failure>();
  private readonly inHand = new Map<string, Promise<void>>();

  constructor(
    private readonly finding: Finding<T>,
    private readonly limits: RoundLimits,
  ) {}

  /** One round. Rejects only if the rows could not be read. */
  async go(): Promise<void> {
    const { atOnce, patience } = this.limits;
    for (const row of await this.find()) {
      const isFree = this.inHand.size < atOnce || (await within(patience, Promise.race(this.inHand.values())));
      if (!isFree) return;
      this.take(row);
    }
    await within(patience, Promise.all(this.inHand.values()));
  }

  private async find(): Promise<T[]> {
    const { find, keyOf } = this.finding;
    const limit = this.limits.page + this.failures.size;
    const rows = await find(limit);
    if (rows.length < limit) this.forget(new Set(rows.map(keyOf)));
    return rows
      .filter((row) => this.isDue(keyOf(row)))
      .toSorted((a, b) => this.failed(keyOf(a)) - this.failed(keyOf(b)));
  }

  /** A row that is not found any more has moved by itself. */
  private forget(found: ReadonlySet<string>): void {
    for (const key of this.failures.keys()) if (!found.has(key)) this.failures.delete(key);
  }

  private isDue(key: string): boolean {
    return !this.inHand.has(key) && (this.failures.get(key)?.until ?? 0) <= performance.now();
  }

  private failed(key: string): number {
    return this.failures.get(key)?.inARow ?? 0;
  }

  private take(row: T): void {
    const key = this.finding.keyOf(row);
    const moved = this.move(row, this.failed(key)).then((isMoved) => {
      this.inHand.delete(key);
      if (isMoved) this.failures.delete(key);
      else this.fail(key);
    });
    this.inHand.set(key, moved);
  }

  private async move(row: T, inARow: number): Promise<boolean> {
    try {
      return await this.finding.move(row, inARow);
    } catch (error) {
      this.finding.onError(row, error);
      return false;
    }
  }

  private fail(key: string): void {
    const inARow = this.failed(key) + 1;
    const rest = Math.min(this.limits.rest * (2 ** (inARow - 1) - 1), longestRest);
    this.failures.set(key, { inARow, until: performance.now() + rest });
  }
}
