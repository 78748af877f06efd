import { asc, desc, eq, sql } from 'drizzle-orm';
import { chainStart, sealEntries, type Seal } from '../src/core/ledger/chain.ts';
import type { LedgerEntry } from '../src/core/ledger/entry.ts';
import type { Client, Db, DbTransaction } from './client.ts';
import { toEntry } from './rows/entry.ts';
import { ledger, seals, unsealed } from './schema/ledger.ts';

/** The key of an advisory lock. Any number would do, as long as all processes use the same. */
const sealerLock = 7_433_002;

/** Seals entries into their projects' chains, at most `limit`. Only one process does so at a time; for others it does nothing. Returns how many were sealed. */
export function sealLedger(db: Db, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ ours: boolean }>(sql`select pg_try_advisory_xact_lock(${sealerLock}) as ours`);
    if (!lock?.ours) return 0;
    const entries = await findUnsealed(tx, limit);
    if (entries.length === 0) return 0;
    const projects = new Set(entries.map((entry) => entry.projectId));
    for (const projectId of projects) await sealProject(tx, projectId, entries);
    const sealed = JSON.stringify(entries.map((entry) => entry.id));
    await tx
      .delete(unsealed)
      .where(sql`${unsealed.entryId} in (select json_array_elements_text(${sealed}::text::json))`);
    return entries.length;
  });
}

/** Read back from the database, so that exactly that is hashed which a verifier will read. */
async function findUnsealed(tx: DbTransaction, limit: number): Promise<LedgerEntry[]> {
  const rows = await tx
    .select({ entry: ledger })
    .from(unsealed)
    .innerJoin(ledger, eq(ledger.id, unsealed.entryId))
    .orderBy(asc(ledger.ordinal))
    .limit(limit);
  return rows.map(({ entry }) => toEntry(entry));
}

async function sealProject(tx: DbTransaction, projectId: string, entries: LedgerEntry[]): Promise<void> {
  const [head] = await tx.select().from(seals).where(eq(seals.projectId, projectId)).orderBy(desc(seals.seq)).limit(1);
  const ours = entries.filter((entry) => entry.projectId === projectId);
  const made = sealEntries(head ?? { seq: 0, hash: chainStart }, ours);
  // One parameter for any number of rows: otherwise a new statement would be prepared for each number of rows.
  const rows = JSON.stringify(made.map((seal) => ({ ...seal, project_id: seal.projectId, entry_id: seal.entryId })));
  await tx.execute(sql`insert into seals select * from json_populate_recordset(null::seals, ${rows}::text::json)`);
}

/** A project's sealed chain, from its first link on, for `findBreak`. A missing entry is null, not an error. */
export async function readChain(
  { db }: Client,
  projectId: string,
): Promise<{ seal: Seal; entry: LedgerEntry | null }[]> {
  const rows = await db
    .select({ seal: seals, entry: ledger })
    .from(seals)
    .leftJoin(ledger, eq(ledger.id, seals.entryId))
    .where(eq(seals.projectId, projectId))
    .orderBy(asc(seals.seq));
  return rows.map(({ seal, entry }) => ({ seal, entry: entry && toEntry(entry) }));
}
