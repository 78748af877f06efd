import { join } from 'node:path';
import { ConfigError, type Config } from '../config.ts';
import { connect, type Client } from '../../db/client.ts';
import { defaultDataDir, isBegun } from '../../db/embedded/place.ts';
import { startEmbedded } from '../../db/embedded/start.ts';
import { migrate, refuseUnlike } from '../../db/migrate.ts';

export interface Database {
  client: Client;
  url: string;
  embedded: boolean;
  close(): Promise<void>;
}

/** The operator's Postgres, or the embedded one, migrated to this version. From here on there is no difference between them. */
export async function openDatabase(
  config: Config,
  dataDir: string | null,
  log: (line: string) => void,
): Promise<Database> {
  if (config.databaseUrl !== null) return open(config.databaseUrl, migrate, null);
  const server = await startEmbedded({ dataDir: embeddedFolder(config, dataDir), log });
  return open(server.url, migrate, () => server.stop());
}

/** The same for commands that only read: neither makes nor migrates a database, and refuses one of another version. */
export async function openAsItIs(config: Config, dataDir: string | null): Promise<Database> {
  if (config.databaseUrl !== null) return open(config.databaseUrl, refuseUnlike, null);
  const folder = embeddedFolder(config, dataDir);
  if (!isBegun(folder)) throw new ConfigError('config-data', `There is no database in ${folder} yet. ${nameAnother}`);
  const server = await startEmbedded({ dataDir: folder, log: () => undefined });
  return open(server.url, refuseUnlike, () => server.stop());
}

const nameAnother = 'Name the data folder of a start with --data, or set DATABASE_URL.';

export const embeddedFolder = (config: Config, dataDir: string | null): string =>
  dataDir === null ? defaultDataDir(config.machine) : join(dataDir, 'postgres');

type Ready = (url: string) => Promise<void>;

async function open(url: string, ready: Ready, stop: (() => Promise<void>) | null): Promise<Database> {
  try {
    await ready(url);
  } catch (error) {
    await stop?.();
    throw error;
  }
  const client = connect(url);
  const close = async (): Promise<void> => {
    await client.close();
    await stop?.();
  };
  return { client, url, embedded: stop !== null, close };
}
