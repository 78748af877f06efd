import { resolve } from 'node:path';
import { consoleStore } from '../../db/console.ts';
import { createProjects } from '../../db/projects.ts';
import { createSignInLink } from '../bots/console/sign-in/link.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import type { Projects } from '../core/ports.ts';
import { openDatabase } from './database.ts';

/** A fresh one-time link: for another person, or for one whose link was used up. */
export async function link(user: string, data: string | null): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config, data === null ? null : resolve(data), () => undefined);
  try {
    await refuseStranger(createProjects(database.client), user);
    const path = await createSignInLink(consoleStore(database.client.db), user);
    process.stdout.write(`${new URL(path, baseOf(config)).href}\n`);
    if (config.publicUrl === null) process.stderr.write(`${whereItLeads(config)}\n`);
  } finally {
    await database.close();
  }
}

async function refuseStranger(projects: Projects, user: string): Promise<void> {
  const people = (await projects.all()).flatMap(({ project }) => project.people);
  const users = [...new Set(people.flatMap((person) => person.accounts.console?.split('/')[1] ?? []))];
  if (users.includes(user)) return;
  const known =
    users.length === 0 ? 'No project has been started with this data yet' : `They have: ${users.join(', ')}`;
  throw new ConfigError('config-user', `No project names the console account "local/${user}". ${known}.`);
}

const baseOf = ({ publicUrl, host, port }: Config): URL => publicUrl ?? new URL(`http://${host}:${port ?? 3000}`);

const whereItLeads = (config: Config): string =>
  `It leads to ${baseOf(config).host}. If the console listens elsewhere, set PORT or PUBLIC_URL as for start.`;
