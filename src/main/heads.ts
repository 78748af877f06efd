import type { Logger } from 'pino';
import { findHeads, readHeads } from '../../db/ledger.ts';
import { sealLedger } from '../../db/seal.ts';
import { HeadsError } from '../cli/heads/file.ts';
import { keepHeads, refuseOlder, rememberHeads, type HeadStore } from '../cli/heads/keep.ts';
import { startTicker } from '../jobs/ticker.ts';
import type { Database } from './database.ts';

/** Milliseconds. Even with the ticker's jitter well within a minute. */
const usual = 30_000;
/** Entries that are sealed in one statement, and how many such statements a stop may take. */
const page = 500;
const pagesAtStop = 20;

interface Keeping {
  file: string;
  /** True for a worker, which writes the heads; the other parts only compare with them. */
  keep: boolean;
  /** Milliseconds between two rounds. */
  every?: number;
  log: Logger;
  /** Called when the database was replaced by an older one while the program runs. */
  onOlder: (error: HeadsError) => void;
}

export interface GuardedDatabase extends Database {
  /** Why the heads can't be written or compared at present; null while they can. */
  headsProblem(): string | null;
}

/** The same database, guarded: refuses to open if it is older than the kept heads, and compares again every half minute until it is closed. */
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

/** For commands that are about to write. Throws a HeadsError if the database is older than its kept heads (R15). */
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

/** Every process compares, since decisions are also made in the processes of the console and the API (R15). */
function roundsOf(store: HeadStore, { file, keep, log, onOlder }: Keeping): Rounds {
  const compareWithSeen = rememberHeads(store);
  let isOlder = false;
  let problem: string | null = null;
  let isFailing = false;
  const turn = async (): Promise<void> => {
    if (isOlder) return;
    try {
      await (keep ? keepHeads : refuseOlder)(file, store);
      await compareWithSeen();
      problem = null;
      if (isFailing) log.info({ file }, 'The ledger heads are kept and compared again.');
      isFailing = false;
    } catch (error) {
      problem = `The ledger heads could not be ${keep ? 'kept in' : 'compared with'} ${file}: ${firstLine(error)}`;
      // An outage of the database has its own check.
      if (!keep && !(error instanceof HeadsError)) problem = null;
      if (error instanceof HeadsError && error.code === 'ledger-older') {
        isOlder = true;
        problem = firstLine(error);
        onOlder(error);
      } else if (!isFailing) {
        isFailing = true;
        log.error({ err: error, file }, 'The ledger heads could not be kept or compared; it is tried again.');
      }
    }
  };
  return { turn, isOlder: () => isOlder, problem: () => problem };
}

/** Seals what was decided in the last second, so that the heads that are kept now cover it. */
async function sealRest({ client }: Database, log: Logger): Promise<void> {
  try {
    for (let n = 0; n < pagesAtStop; n += 1) if ((await sealLedger(client.db, page)) < page) return;
  } catch (error) {
    log.warn({ err: error }, 'The last entries are sealed at the next start.');
  }
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
