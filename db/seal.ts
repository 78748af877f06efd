import { asc, desc, eq, sql } from 'drizzle-orm';
import { chainStart, sealEntries, type Seal } from '../src/core/ledger/chain.ts';
import type { LedgerEntry } from '../src/core/ledger/entry.ts';
import type { Client, Db, DbTransaction } from './client.ts';
import { toEntry } from './rows/entry.ts';
import { ledger, seals, unsealed } from './schema/ledger.ts';

/** Any number would do: all sealers only have to agree on it. */
const sealerLock = 7_433_002;

/** One sealer at a time: whoever comes second has nothing to do. Returns how many entries were sealed. */
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

/** As they stand in the database: what is hashed is what a verifier will read. */
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
  // One parameter for any number of rows: a statement whose text varied would be prepared anew for each number.
  const rows = JSON.stringify(made.map((seal) => ({ ...seal, project_id: seal.projectId, entry_id: seal.entryId })));
  await tx.execute(sql`insert into seals select * from json_populate_recordset(null::seals, ${rows}::text::json)`);
}

/** A project's sealed chain, from its first link: what `findBreak` reads. A missing entry is a finding, not an error. */
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
