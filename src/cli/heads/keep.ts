import { explainOlder, type Found, type Head } from '../../core/ledger/heads.ts';
import { HeadsError, readHeadsFile, writeHeadsFile } from './file.ts';

/** What the keeper asks of the database. */
export interface HeadStore {
  newest(): Promise<Head[]>;
  find(kept: readonly Head[]): Promise<Found[]>;
}

/** Throws when the database lacks what was kept: a restored backup, another database, or a forgery (R15). */
export async function refuseOlder(file: string, store: HeadStore): Promise<void> {
  await compareKept(file, store);
}

/** The same, and tells what was kept. */
export async function compareKept(file: string, store: Pick<HeadStore, 'find'>): Promise<Head[]> {
  const kept = await readHeadsFile(file);
  const older = explainOlder(await store.find(kept));
  if (older !== null) throw new HeadsError('ledger-older', behindKept(older), moveAway(file));
  return kept;
}

/**
 * One round. The newest heads are read before the database is compared with the kept ones: where it is put back in between, the
 * comparison finds it, and older heads are never written over newer ones.
 */
export async function keepHeads(file: string, store: HeadStore): Promise<void> {
  const newest = await store.newest();
  const kept = await compareKept(file, store);
  const isSame = JSON.stringify(sorted(kept)) === JSON.stringify(sorted(newest));
  if (!isSame) await writeHeadsFile(file, sorted(newest));
}

/**
 * The same for a process that may not see the file, on another host say: each call compares the database with the newest heads
 * that earlier calls have seen. It forgets them when the process ends.
 */
export function rememberHeads(store: HeadStore): () => Promise<void> {
  let seen: readonly Head[] = [];
  return async () => {
    // Read before it is compared: a database that is put back in between is found out in this round or in the next.
    const newest = await store.newest();
    const older = explainOlder(await store.find(seen));
    if (older !== null) throw new HeadsError('ledger-older', behindSeen(older), startAgain);
    seen = newest;
  };
}

const sorted = (heads: readonly Head[]): Head[] =>
  heads
    .map(({ projectId, seq, hash }) => ({ projectId, seq, hash }))
    .sort((a, b) => (a.projectId < b.projectId ? -1 : 1));

const behindKept = (older: string): string =>
  `The database is older than the ledger heads that were kept of it, or was changed behind this program's back:\n${older}`;

const moveAway = (file: string): string =>
  'Nothing is run on it. Restore a newer backup. If what is missing is lost for good, or if this is meant to be another ' +
  `database, move the kept heads away and start again:\n  mv '${file}' '${file}.lost'\n` +
  'Do not delete them: they prove what was there.';

const behindSeen = (older: string): string =>
  `The database is older than what this program has seen of it, or was changed behind its back:\n${older}`;

const startAgain =
  'Nothing more is done on it. Restore a newer backup. If what is missing is lost for good, start again: the start compares the ' +
  'database with the ledger heads that were kept, if it can see them.';
