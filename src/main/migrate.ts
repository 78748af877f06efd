import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { openDatabase } from './database.ts';

/** Migrates and ends, for deployments that migrate before they roll out. `start` migrates by itself. */
export async function migrateDatabase(data: string | null): Promise<void> {
  const database = await openDatabase(readConfig(), data === null ? null : resolve(data), () => undefined);
  await database.close();
  process.stdout.write('The database is up to date.\n');
}
