import type { LedgerEntry } from '../../src/core/ledger/entry.ts';
import type { ledger } from '../schema/ledger.ts';

type Row = typeof ledger.$inferSelect;

export function toEntry({ ordinal: _ordinal, statusFrom: from, statusTo: to, ...rest }: Row): LedgerEntry {
  return { ...rest, status: to && { from, to } };
}

export function fromEntry({ status, ...rest }: LedgerEntry): typeof ledger.$inferInsert {
  return { ...rest, statusFrom: status?.from ?? null, statusTo: status?.to ?? null };
}
