import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { getPassword, USER } from '../../../db/embedded/cluster.ts';
import { findPostmaster } from '../../../db/embedded/pid-file.ts';
import { stopServer } from '../../../db/embedded/server.ts';
import { RedisServer } from '../../jobs/redis-server.ts';
import { PostgresServer } from './postgres-server.ts';

/** What the program runs on, and how it is taken from under it. */
export interface Engine {
  /** A folder of the test's own. */
  folder: string;
  args: string[];
  env: Record<string, string>;
  /** Undefined while there is no database yet. */
  url(): string | undefined;
  wipeQueue(): Promise<void>;
  /** Without a word of warning, and with crash recovery. */
  crashPostgres(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The same, where whoever is killed is missed sooner than as shipped. No sooner than this: a stall of a busy machine that is longer makes
 * one who lives look dead.
 */
export const missingSooner = (open: () => Promise<Engine>) => async (): Promise<Engine> => {
  const engine = await open();
  return { ...engine, env: { ...engine.env, WHEELHOUSE_LEASE_MS: '3000' } };
};

/** Started by root, a database runs as another user, who must be able to pass through. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-kill-'));
  await chmod(folder, 0o755);
  return folder;
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 10 });

/** What `npm start` runs on where nothing is set. The program starts it, and starts it again. */
export async function embeddedEngine(): Promise<Engine> {
  const folder = await makeFolder();
  const home = path.join(folder, 'data', 'postgres');
  const cluster = path.join(home, 'cluster');
  const url = (): string | undefined => {
    const found = findPostmaster(cluster);
    return found && `postgres://${USER}:${getPassword(home)}@127.0.0.1:${found.port}/postgres`;
  };
  return {
    folder,
    args: ['--data', path.join(folder, 'data')],
    env: {},
    url,
    wipeQueue: () => wipeQueueIn(url()),
    crashPostgres: async () => {
      const found = findPostmaster(cluster);
      if (found) process.kill(found.pid, 'SIGKILL');
    },
    close: async () => {
      await stopServer(cluster);
      await remove(folder);
    },
  };
}

/** Everything in the schema that BullMQ keeps its queues in, but for its list of migrations. */
async function wipeQueueIn(url: string | undefined): Promise<void> {
  if (url === undefined) return;
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined });
  try {
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'wheelhouse_queue' and tablename <> 'migration'`;
    if (tables.length === 0) return;
    const list = tables.map(({ name }) => `wheelhouse_queue."${name}"`).join(', ');
    await sql.unsafe(`truncate ${list} cascade`);
  } finally {
    await sql.end();
  }
}

/** Servers of their own, such as an operator names with DATABASE_URL and REDIS_URL. */
export async function serversEngine(): Promise<Engine> {
  const folder = await makeFolder();
  const database = new PostgresServer(path.join(folder, 'pg'), randomBytes(12).toString('hex'));
  const redis = new RedisServer();
  await Promise.all([database.start(), redis.start()]);
  return {
    folder,
    // Its own heads of the ledger: those of an earlier server at the same port would be another database's.
    args: ['--data', path.join(folder, 'data')],
    env: { DATABASE_URL: database.url, REDIS_URL: redis.url },
    url: () => database.url,
    wipeQueue: async () => {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
    crashPostgres: async () => {
      await database.crash();
      await database.start();
    },
    close: async () => {
      await Promise.all([database.crash(), redis.stop()]);
      await remove(folder);
    },
  };
}
