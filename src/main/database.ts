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
  const onDeaf = (isDeaf: boolean): void => log(isDeaf ? deaf : heard);
  if (config.databaseUrl !== null) return open(config.databaseUrl, migrate, { stop: null, onDeaf });
  const server = await startEmbedded({ dataDir: embeddedFolder(config, dataDir), log });
  return open(server.url, migrate, { stop: () => server.stop(), onDeaf });
}

/** The same for commands that only read: neither makes nor migrates a database, and refuses one of another version. */
export async function openAsItIs(config: Config, dataDir: string | null): Promise<Database> {
  if (config.databaseUrl !== null) return open(config.databaseUrl, refuseUnlike, { stop: null });
  const folder = embeddedFolder(config, dataDir);
  if (!isBegun(folder)) throw new ConfigError('config-data', `There is no database in ${folder} yet. ${nameAnother}`);
  const server = await startEmbedded({ dataDir: folder, log: () => undefined });
  return open(server.url, refuseUnlike, { stop: () => server.stop() });
}

const nameAnother = 'Name the data folder of a start with --data, or set DATABASE_URL.';

export const embeddedFolder = (config: Config, dataDir: string | null): string =>
  dataDir === null ? defaultDataDir(config.machine) : join(dataDir, 'postgres');

type Ready = (url: string) => Promise<void>;

interface Opening {
  stop: (() => Promise<void>) | null;
  onDeaf?: (isDeaf: boolean) => void;
}

const deaf =
  'The connection on which Postgres notifies this process was lost: it is opened again. Meanwhile a stop reaches a stage at its next step, ' +
  'and open pages show changes late.';
const heard = 'Postgres notifies this process again.';

async function open(url: string, ready: Ready, { stop, ...listening }: Opening): Promise<Database> {
  try {
    await ready(url);
  } catch (error) {
    await stop?.();
    throw error;
  }
  const client = connect(url, listening);
  const close = async (): Promise<void> => {
    await client.close();
    await stop?.();
  };
  return { client, url, embedded: stop !== null, close };
}
