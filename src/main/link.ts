import { resolve } from 'node:path';
import { consoleStore } from '../../db/console.ts';
import { createProjects } from '../../db/projects.ts';
import { createSignInLink } from '../bots/console/sign-in/link.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Projects } from '../core/ports.ts';
import { findAddress } from './console-address.ts';
import { openAsItIs } from './database.ts';
import { refuseRestored } from './heads.ts';
import { addressFile, headsFile } from './place.ts';

/** Prints a new one-time sign-in link: for another person, or for somebody whose link was used up. */
export async function link(user: string, data: string | null, heads: string | null): Promise<void> {
  const config = readConfig();
  const database = await openAsItIs(config, data === null ? null : resolve(data));
  try {
    await refuseRestored(database, headsFile(config, data, heads));
    await refuseStranger(createProjects(database.client), user);
    const path = await createSignInLink(consoleStore(database.client), user);
    const running = config.publicUrl ?? (await findAddress(addressFile(config, data)));
    const base = running ?? new URL(`http://${config.host}:${config.port ?? 3000}`);
    process.stdout.write(`${new URL(path, base).href}\n`);
    if (running === null) process.stderr.write(`${whereItLeads(base)}\n`);
  } finally {
    await database.close();
  }
}

async function refuseStranger(projects: Projects, user: string): Promise<void> {
  const people = (await projects.all()).flatMap(({ project }) => project.people);
  const users = [...new Set(people.flatMap((person) => person.accounts.console?.split('/')[1] ?? []))];
  if (users.includes(user)) return;
  const known =
    users.length === 0
      ? 'No project has been started with this database yet'
      : `There are: ${users.map((name) => `local/${name}`).join(', ')}`;
  throw new ConfigError('config-user', `No project names the console account "local/${user}". ${known}.`);
}

const whereItLeads = (base: URL): string =>
  `No console of this data folder runs on this machine. The link leads to ${base.host}: if the console listens elsewhere, ` +
  'set PORT or PUBLIC_URL as for start.';
