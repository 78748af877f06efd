import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { findPostmaster } from '../db/embedded/pid-file.ts';
import { embeddedEngine } from '../tests/e2e/kill/engine.ts';
import { redisVersion } from './machine.ts';
import type { Watched } from './processes.ts';

const run = promisify(execFile);
const services = path.resolve(import.meta.dirname, '../scripts/services.sh');

export type EngineName = 'redis' | 'embedded';

/** What the program runs on, made for this and gone afterwards. */
export interface Engine {
  name: EngineName;
  /** Of its own, for everything that the program keeps in files. */
  folder: string;
  args: string[];
  env: Record<string, string>;
  /** Known once the program has started it, where it starts it itself. */
  url(): string;
  redisUrl: string | null;
  redis: string | null;
  /** Postgres and Redis, whose processor time is told apart. */
  watched(): Watched[];
  close(): Promise<void>;
}

/** Started by root, a database runs as another user, who must be able to pass through. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-bench-'));
  await chmod(folder, 0o755);
  return folder;
}

const pidIn = async (file: string): Promise<number> => Number((await readFile(file, 'utf8')).split('\n')[0]);

/** Postgres and Redis as the tests get them, a set of their own, and in it a database of its own. */
export async function openServers(): Promise<Engine> {
  const folder = await makeFolder();
  const set = path.join(folder, 'services');
  const env = { ...process.env, WHEELHOUSE_SERVICES: set };
  const close = async (): Promise<void> => {
    await run(services, ['stop'], { env });
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const { stdout } = await run(services, ['start', '--durable'], { env });
    const exported = (name: string): string => new RegExp(`^export ${name}=(.*)$`, 'm').exec(stdout)?.[1] ?? '';
    const url = await createDatabase(exported('TEST_DATABASE_URL'));
    const redisUrl = exported('TEST_REDIS_URL');
    const watched: Watched[] = [
      { name: 'Postgres', pid: await pidIn(path.join(set, 'pg/postmaster.pid')), withChildren: true },
      { name: 'Redis', pid: await pidIn(path.join(set, 'redis.pid')), withChildren: false },
    ];
    return {
      name: 'redis',
      folder,
      args: ['--data', path.join(folder, 'data')],
      env: { DATABASE_URL: url, REDIS_URL: redisUrl },
      url: () => url,
      redisUrl,
      redis: await redisVersion(redisUrl),
      watched: () => watched,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createDatabase(server: string): Promise<string> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const sql = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
  const own = new URL(server);
  own.pathname = `/${name}`;
  return own.href;
}

/** What `npm start` runs on where nothing is set: the program starts its Postgres, and the queue is in it. */
export async function openEmbedded(): Promise<Engine> {
  const engine = await embeddedEngine();
  const { folder, args, env } = engine;
  const cluster = path.join(folder, 'data/postgres/cluster');
  return {
    name: 'embedded',
    folder,
    args,
    env,
    url: () => {
      const found = engine.url();
      if (found === undefined) throw new Error('The program has not started its Postgres yet.');
      return found;
    },
    redisUrl: null,
    redis: null,
    watched: () => {
      const postmaster = findPostmaster(cluster);
      return postmaster ? [{ name: 'Postgres', pid: postmaster.pid, withChildren: true }] : [];
    },
    close: () => engine.close(),
  };
}
