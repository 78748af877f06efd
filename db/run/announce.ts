import { sql } from 'drizzle-orm';
import { codeOf } from '../../src/core/outage.ts';
import type { Db } from '../client.ts';

export const runChannel = 'wheelhouse_run';

/**
 * Notifies all processes that runs have changed, after the commit, and for many runs at once. A NOTIFY inside the deciding transactions
 * would serialise them, as Postgres commits transactions with a NOTIFY one at a time.
 */
export class Announcer {
  private readonly db: Db;
  private readonly failed: (error: unknown) => void;
  private waiting = new Set<string>();
  private sending = false;

  constructor(db: Db, failed: (error: unknown) => void) {
    this.db = db;
    this.failed = failed;
  }

  announce(runId: string): void {
    this.waiting.add(runId);
    if (!this.sending) void this.send();
  }

  private async send(): Promise<void> {
    this.sending = true;
    while (this.waiting.size > 0) {
      const batch = JSON.stringify([...this.waiting]);
      this.waiting = new Set();
      await this.db
        .execute(sql`select pg_notify(${runChannel}, run) from jsonb_array_elements_text(${batch}::jsonb) run`)
        .catch((error: unknown) => {
          // The client was ended together with the process: then nobody needs this hint.
          if (codeOf(error) !== 'db-ended') this.failed(error);
        });
    }
    this.sending = false;
  }
}
