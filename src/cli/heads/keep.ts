import { explainOlder, type Found, type Head } from '../../core/ledger/heads.ts';
import { HeadsError, readHeadsFile, writeHeadsFile } from './file.ts';

/** What the keeper asks of the database. */
export interface HeadStore {
  newest(): Promise<Head[]>;
  find(kept: readonly Head[]): Promise<Found[]>;
}

/** Throws when the database lacks what was kept: a restored backup, another database, or a forgery (R15). */
export async function refuseOlder(file: string, store: HeadStore): Promise<void> {
  await checkKept(file, store);
}

/** One round: the kept heads are read before the database, which then can only be further. */
export async function keepHeads(file: string, store: HeadStore): Promise<void> {
  const kept = await checkKept(file, store);
  const newest = await store.newest();
  const isSame = JSON.stringify(sorted(kept)) === JSON.stringify(sorted(newest));
  if (!isSame) await writeHeadsFile(file, sorted(newest));
}

async function checkKept(file: string, store: HeadStore): Promise<Head[]> {
  const kept = await readHeadsFile(file);
  const older = explainOlder(await store.find(kept));
  if (older !== null) throw new HeadsError('ledger-older', frozen(file, older));
  return kept;
}

const sorted = (heads: readonly Head[]): Head[] =>
  heads
    .map(({ projectId, seq, hash }) => ({ projectId, seq, hash }))
    .sort((a, b) => (a.projectId < b.projectId ? -1 : 1));

const frozen = (file: string, older: string): string =>
  `The database is older than the ledger heads that were kept of it, or was changed behind this program's back:\n${older}\n` +
  'Nothing is run on it. Restore a newer backup. If what is missing is lost for good, or if this is meant to be another ' +
  `database, move the kept heads away and start again:\n  mv '${file}' '${file}.lost'\n` +
  'Do not delete them: they prove what was there.';
