import { join } from 'node:path';
import type { Config } from '../config.ts';
import { connect, type Client } from '../../db/client.ts';
import { defaultDataDir } from '../../db/embedded/place.ts';
import { startEmbedded } from '../../db/embedded/start.ts';
import { migrate } from '../../db/migrate.ts';

export interface Database {
  client: Client;
  url: string;
  embedded: boolean;
  close(): Promise<void>;
}

/** The operator's Postgres, or the embedded one: from here on there is no difference. */
export async function openDatabase(
  config: Config,
  dataDir: string | null,
  log: (line: string) => void,
): Promise<Database> {
  if (config.databaseUrl !== null) return open(config.databaseUrl, null);
  const folder = dataDir === null ? defaultDataDir(config.machine) : join(dataDir, 'postgres');
  const server = await startEmbedded({ dataDir: folder, log });
  return open(server.url, () => server.stop());
}

async function open(url: string, stop: (() => Promise<void>) | null): Promise<Database> {
  await migrate(url);
  const client = connect(url);
  const close = async (): Promise<void> => {
    await client.close();
    await stop?.();
  };
  return { client, url, embedded: stop !== null, close };
}
