import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { defaultDataDir } from '../../db/embedded/place.ts';

/** The folder for everything that is not in the database: `--data`, or the system's state folder. */
export const dataFolder = (config: Config, data: string | null): string =>
  data === null ? dirname(defaultDataDir(config.machine)) : resolve(data);

/** The folder in which each run has a workspace of its own. */
export const workspacesFolder = (config: Config, data: string | null): string =>
  join(dataFolder(config, data), 'workspaces');

/** The file of kept ledger heads, one for each database. Its name is made from the database's address, without the password, which may change. */
export function headsFile(config: Config, data: string | null, heads: string | null): string {
  if (heads !== null) return resolve(heads);
  return join(dataFolder(config, data), 'heads', `${databaseName(config.databaseUrl)}.json`);
}

/** The file in which a running console notes its address: like the heads, one for each database. */
export const addressFile = (config: Config, data: string | null): string =>
  join(dataFolder(config, data), 'consoles', `${databaseName(config.databaseUrl)}.url`);

function databaseName(databaseUrl: string | null): string {
  if (databaseUrl === null) return 'embedded';
  const { hostname, port, pathname } = new URL(databaseUrl);
  return [hostname, port || '5432', pathname.slice(1)].map((part) => part.replace(/[^\w.-]/g, '_')).join('-');
}
