import { resolve } from 'node:path';
import { consoleStore } from '../../db/console.ts';
import { createSignInLink } from '../bots/console/sign-in.tsx';
import { readConfig } from '../config.ts';
import { openDatabase } from './database.ts';

/** A fresh one-time link: for another person, or for one whose link was used up. */
export async function link(user: string, data: string | null): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config, data === null ? null : resolve(data), () => undefined);
  const path = await createSignInLink(consoleStore(database.client.db), user);
  await database.close();
  const base = config.publicUrl ?? new URL(`http://${config.host}:${config.port ?? 3000}`);
  process.stdout.write(`${new URL(path, base).href}\n`);
}
