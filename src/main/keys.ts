import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { createApiKeys } from '../../db/api-keys.ts';
import { createProjects } from '../../db/projects.ts';
import { newKey, renewal, revocation, usual, type Problem } from '../cli/keys/issue.ts';
import { lineOf, showKeys } from '../cli/keys/show.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import type { ApiKey } from '../core/people/api-key.ts';
import type { ApiKeys } from '../core/people/api-keys.ts';
import type { ProjectRecord, Projects } from '../core/ports.ts';
import { permissions, type Permission, type Project } from '../core/project/definition.ts';
import { duration } from '../core/project/duration.ts';
import { openAsItIs, type Database } from './database.ts';
import { refuseRestored } from './heads.ts';
import { headsFile } from './place.ts';

interface Stores {
  keys: ApiKeys;
  projects: Projects;
}

interface Where {
  data?: string;
}

interface Writing extends Where {
  heads?: string;
}

export interface CreateOptions extends Writing {
  project?: string;
  person?: string;
  may: string;
  expires?: string;
}

/** Only the secret goes to the standard output, so that it can be piped; everything else goes to the standard error. */
export const createKey = (name: string, options: CreateOptions): Promise<void> =>
  changing(options, async ({ keys, projects }) => {
    const project = projectNamed(await projects.all(), options.project);
    const life = secondsIn(options.expires, usual.life);
    const asked = { name, person: options.person ?? null, permissions: permissionsIn(options.may), life };
    if ((await keys.list()).some((it) => it.projectId === project.project && it.name === name))
      throw problemOf({ problem: `There is a key "${name}" in this project already. Names are not used twice.` });
    const made = checked(newKey(project, asked, operator()));
    await keys.create(made.key, made.digest, made.entry);
    tellSecret(made.secret, lineOf(made.key, new Date()));
  });

export const listKeys = (options: Where): Promise<void> =>
  withDatabase(options, async (database) => {
    const keys = createApiKeys(database.client);
    process.stdout.write(showKeys(await keys.list(), new Date()));
  });

export interface RotateOptions extends Writing {
  overlap?: string;
  expires?: string;
}

export const rotateKey = (id: string, options: RotateOptions): Promise<void> =>
  changing(options, async ({ keys }) => {
    const given = {
      overlap: secondsIn(options.overlap, usual.overlap),
      life: secondsIn(options.expires, usual.life),
    };
    const made = checked(renewal(await keyNamed(keys, id), given, operator()));
    await keys.rotate(made.renewed, made.entry);
    tellSecret(made.secret, `The old secret keeps working until ${made.renewed.oldUntil.toISOString()}.`);
  });

export const revokeKey = (id: string, options: Writing): Promise<void> =>
  changing(options, async ({ keys }) => {
    const key = await keyNamed(keys, id);
    const by = operator();
    if (key.revokedAt === null) await keys.revoke(key.id, by.at, revocation(key, by));
    process.stdout.write(`The key ${key.id} (${key.name}) is revoked.\n`);
  });

/** Refuses a database that is older than its kept heads: changes to it would be missing once a newer backup replaces it. */
const changing = (options: Writing, work: (stores: Stores) => Promise<void>): Promise<void> =>
  withDatabase(options, async (database, config) => {
    await refuseRestored(database, headsFile(config, options.data ?? null, options.heads ?? null));
    await work({ keys: createApiKeys(database.client), projects: createProjects(database.client) });
  });

async function withDatabase(
  { data }: Where,
  work: (database: Database, config: Config) => Promise<void>,
): Promise<void> {
  const config = readConfig();
  const database = await openAsItIs(config, data === undefined ? null : resolve(data));
  try {
    await work(database, config);
  } finally {
    await database.close();
  }
}

const operator = () => ({ user: userInfo().username, at: new Date() });

const problemOf = ({ problem }: Problem): ConfigError => new ConfigError('config-key', problem);

function checked<T extends object>(made: T | Problem): Exclude<T, Problem> {
  if ('problem' in made) throw problemOf(made);
  return made as Exclude<T, Problem>;
}

function projectNamed(records: readonly ProjectRecord[], id: string | undefined): Project {
  const all = records.map(({ project }) => project);
  const found = id === undefined && all.length === 1 ? all[0] : all.find(({ project }) => project === id);
  if (found) return found;
  const known = all.map(({ project }) => project).join(', ');
  const problem =
    all.length === 0 ? 'No project has been started with this database yet.' : `Say which with --project: ${known}.`;
  throw new ConfigError('config-project', problem);
}

async function keyNamed(keys: ApiKeys, id: string): Promise<ApiKey> {
  const found = (await keys.list()).find((key) => key.id === id);
  if (found) return found;
  throw problemOf({ problem: `There is no key "${id}". wheelhouse keys list shows their ids.` });
}

function permissionsIn(text: string): Permission[] {
  const names = text.split(',').map((it) => it.trim());
  const known = permissions.filter((it) => names.includes(it));
  const unknown = names.filter((it) => !permissions.some((permission) => permission === it));
  if (unknown.length === 0) return known;
  throw problemOf({ problem: `There is no permission "${unknown.join(', ')}". There are: ${permissions.join(', ')}.` });
}

function secondsIn(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const read = duration.safeParse(text);
  if (read.success) return read.data;
  throw problemOf({ problem: `"${text}" is not a length of time such as 12h or 90d.` });
}

function tellSecret(secret: string, about: string): void {
  process.stdout.write(`${secret}\n`);
  process.stderr.write(`${about}\nThis is the only time that the secret is shown.\n`);
}
