import type { Refusals } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { fromEntry } from './rows/entry.ts';
import { ledger } from './schema/ledger.ts';

/** Records in the ledger what somebody was refused, although nothing else has changed (P6). */
export const createRefusals = ({ db }: Client): Refusals => ({
  async record(entry) {
    await explained(db.insert(ledger).values(fromEntry(entry)).onConflictDoNothing());
  },
});
