import type { Logger } from 'pino';
import { findHeads, readHeads } from '../../db/ledger.ts';
import { sealLedger } from '../../db/seal.ts';
import { HeadsError } from '../cli/heads/file.ts';
import { keepHeads, refuseOlder, type HeadStore } from '../cli/heads/keep.ts';
import { startTicker } from '../jobs/ticker.ts';
import type { Database } from './database.ts';

/** With the ticker's jitter, well within the minute that is promised. */
const every = 30_000;
const page = 500;
const pagesAtStop = 20;

interface Keeping {
  file: string;
  /** A worker keeps the heads; the other parts only look. */
  keep: boolean;
  log: Logger;
  /** The database became older beneath a running program. */
  onOlder: (error: HeadsError) => void;
}

export interface GuardedDatabase extends Database {
  /** Why its heads are not kept now; null while they are, and where others keep them. */
  headsProblem(): string | null;
}

/** The same database, which refuses to open when it is older than what was kept, and keeps its heads until it is closed. */
export async function guarded(database: Database, { file, keep, log, onOlder }: Keeping): Promise<GuardedDatabase> {
  const { client } = database;
  const store: HeadStore = { newest: () => readHeads(client), find: (kept) => findHeads(client, kept) };
  try {
    await refuseOlder(file, store);
  } catch (error) {
    await database.close();
    throw error;
  }
  if (!keep) return { ...database, headsProblem: () => null };
  let isOlder = false;
  let problem: string | null = null;
  const round = async (): Promise<void> => {
    if (isOlder) return;
    try {
      await keepHeads(file, store);
      problem = null;
    } catch (error) {
      problem = `The ledger heads could not be kept in ${file}: ${firstLine(error)}`;
      if (error instanceof HeadsError && error.code === 'ledger-older') {
        isOlder = true;
        onOlder(error);
      } else log.error({ err: error, file }, 'The ledger heads could not be kept; it is tried again.');
    }
  };
  const stopTicker = startTicker(round, every);
  const close = async (): Promise<void> => {
    await stopTicker();
    if (!isOlder) await sealRest(database, log);
    await round();
    await database.close();
  };
  return { ...database, close, headsProblem: () => problem };
}

/** What was decided in the last second is kept as well. */
async function sealRest({ client }: Database, log: Logger): Promise<void> {
  try {
    for (let n = 0; n < pagesAtStop; n += 1) if ((await sealLedger(client.db, page)) < page) return;
  } catch (error) {
    log.warn({ err: error }, 'The last entries are sealed at the next start.');
  }
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
