import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { defaultDataDir } from '../../db/embedded/place.ts';

/** Where this installation keeps what is not in its database: `--data`, or the system's state folder. */
export const dataFolder = (config: Config, data: string | null): string =>
  data === null ? dirname(defaultDataDir(config.machine)) : resolve(data);

/** Where each run has a folder of its own for what its stages work on. */
export const workspacesFolder = (config: Config, data: string | null): string =>
  join(dataFolder(config, data), 'workspaces');

/** One file for each database. Its address names it, not its password, which may be changed. */
export function headsFile(config: Config, data: string | null, heads: string | null): string {
  if (heads !== null) return resolve(heads);
  return join(dataFolder(config, data), 'heads', `${databaseName(config.databaseUrl)}.json`);
}

/** Where a running console notes on which address it listens: beside the heads, and like them one for each database. */
export const addressFile = (config: Config, data: string | null): string =>
  join(dataFolder(config, data), 'consoles', `${databaseName(config.databaseUrl)}.url`);

function databaseName(databaseUrl: string | null): string {
  if (databaseUrl === null) return 'embedded';
  const { hostname, port, pathname } = new URL(databaseUrl);
  return [hostname, port || '5432', pathname.slice(1)].map((part) => part.replace(/[^\w.-]/g, '_')).join('-');
}
