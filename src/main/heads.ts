import type { Logger } from 'pino';
import { findHeads, readHeads } from '../../db/ledger.ts';
import { sealLedger } from '../../db/seal.ts';
import { HeadsError } from '../cli/heads/file.ts';
import { keepHeads, refuseOlder, rememberHeads, type HeadStore } from '../cli/heads/keep.ts';
import { startTicker } from '../jobs/ticker.ts';
import type { Database } from './database.ts';

/** With the ticker's jitter, well within the minute that is promised. */
const usual = 30_000;
const page = 500;
const pagesAtStop = 20;

interface Keeping {
  file: string;
  /** A worker keeps the heads; the other parts only compare. */
  keep: boolean;
  /** Milliseconds between two rounds. */
  every?: number;
  log: Logger;
  /** The database became older beneath a running program. */
  onOlder: (error: HeadsError) => void;
}

export interface GuardedDatabase extends Database {
  /** Why its heads are not kept or not compared now; null while they are. */
  headsProblem(): string | null;
}

/** The same database, which refuses to open when it is older than what was kept, and looks again and again until it is closed. */
export async function guarded(database: Database, keeping: Keeping): Promise<GuardedDatabase> {
  const { file, keep, log, every = usual } = keeping;
  try {
    await refuseRestored(database, file);
  } catch (error) {
    await database.close();
    throw error;
  }
  const store = headsOf(database);
  const rounds = roundsOf(store, keeping);
  const stopTicker = startTicker(rounds.turn, every);
  const close = async (): Promise<void> => {
    await stopTicker();
    if (keep && !rounds.isOlder()) {
      await sealRest(database, log);
      await rounds.turn();
    }
    await database.close();
  };
  return { ...database, close, headsProblem: rounds.problem };
}

/** For whatever is about to write: throws when the database is older than what was kept of it (R15). */
export const refuseRestored = (database: Database, file: string): Promise<void> => refuseOlder(file, headsOf(database));

const headsOf = ({ client }: Database): HeadStore => ({
  newest: () => readHeads(client),
  find: (kept) => findHeads(client, kept),
});

interface Rounds {
  turn: () => Promise<void>;
  isOlder: () => boolean;
  problem: () => string | null;
}

/** Every process looks: the console and the API decide as well as the worker does (R15). */
function roundsOf(store: HeadStore, { file, keep, log, onOlder }: Keeping): Rounds {
  const compareWithSeen = rememberHeads(store);
  let isOlder = false;
  let problem: string | null = null;
  const turn = async (): Promise<void> => {
    if (isOlder) return;
    try {
      await (keep ? keepHeads : refuseOlder)(file, store);
      await compareWithSeen();
      problem = null;
    } catch (error) {
      problem = `The ledger heads could not be ${keep ? 'kept in' : 'compared with'} ${file}: ${firstLine(error)}`;
      // An outage of the database is told by its own check, and is over before the next round.
      if (!keep && !(error instanceof HeadsError)) problem = null;
      if (error instanceof HeadsError && error.code === 'ledger-older') {
        isOlder = true;
        problem = firstLine(error);
        onOlder(error);
      } else log.error({ err: error, file }, 'The ledger heads could not be kept or compared; it is tried again.');
    }
  };
  return { turn, isOlder: () => isOlder, problem: () => problem };
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
