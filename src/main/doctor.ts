import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { connect } from '../../db/client.ts';
import { isBegun } from '../../db/embedded/place.ts';
import { startEmbedded } from '../../db/embedded/start.ts';
import { readFacts } from '../../db/facts.ts';
import { findHeads } from '../../db/ledger.ts';
import { privilegedIntents } from '../bots/discord/intents.ts';
import { discordPermissions } from '../bots/discord/permissions.ts';
import { eventsUrl } from '../bots/slack/manifest.ts';
import { slackScopes } from '../bots/slack/scopes.ts';
import { examine, isHealthy, printFindings, type Installation } from '../cli/doctor/examine.ts';
import type { DiscordProject } from '../cli/doctor/discord-project.ts';
import type { SlackProject } from '../cli/doctor/slack-project.ts';
import { compareKept } from '../cli/heads/keep.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import type { Found, Head } from '../core/ledger/heads.ts';
import { codeOf } from '../core/outage.ts';
import type { ProjectRecord } from '../core/ports.ts';
import { embeddedFolder } from './database.ts';
import { dataFolder, headsFile } from './place.ts';
import { readProjects } from './projects.ts';

export interface DoctorOptions {
  project: string[];
  data?: string;
  heads?: string;
  json?: boolean;
}

/** Ends the process: exit code 1 if there is something to mend. */
export async function doctor({ project, data, heads, json }: DoctorOptions): Promise<void> {
  const reading = readProjects(project.map((file) => resolve(file)));
  const findings = await examine({
    nodeVersion: process.version,
    user: userInfo().username,
    readProjects: async () => (await reading).map((record) => record.project.name),
    installation: installation(data ?? null, heads ?? null, reading),
  });
  const result = { healthy: isHealthy(findings), findings };
  const text = json ? `${JSON.stringify(result, null, 2)}\n` : printFindings(findings);
  await new Promise<void>((written) => process.stdout.write(text, () => written()));
  // A check that timed out may still hang, and would keep the process alive.
  process.exit(result.healthy ? 0 : 1);
}

function installation(
  data: string | null,
  heads: string | null,
  reading: Promise<ProjectRecord[]>,
): Installation | { problem: string } {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (error instanceof ConfigError) return { problem: error.message };
    throw error;
  }
  const { databaseUrl: url, redisUrl, model, signIn, platforms, publicUrl } = config;
  const file = headsFile(config, data, heads);
  return {
    dataFolder: dataFolder(config, data),
    headsFolder: dirname(file),
    database: url === null ? 'the embedded Postgres' : new URL(url).host + new URL(url).pathname,
    askDatabase: () => withDatabase(config, data, (at) => (at === null ? Promise.resolve(null) : readFacts(at))),
    compareHeads: () => withDatabase(config, data, (at) => compareHeads(file, at)),
    redisUrl,
    model,
    issuer: signIn.oidc?.issuer ?? null,
    slack: platforms.slack && {
      ...platforms.slack,
      scopes: slackScopes,
      eventsUrl: publicUrl && eventsUrl(publicUrl),
      // Unreadable project files are reported by a check of their own.
      projects: () => reading.then((records) => records.map(slackProject)).catch(() => []),
    },
    discord: platforms.discord && {
      ...platforms.discord,
      intents: privilegedIntents,
      permissions: Object.values(discordPermissions),
      projects: () => reading.then((records) => records.map(discordProject)).catch(() => []),
    },
  };
}

const slackProject = ({ project }: ProjectRecord): SlackProject => ({
  name: project.name,
  channels: project.places.filter(({ surface }) => surface === 'slack').map(({ channel }) => channel),
  accounts: project.people.flatMap(({ accounts }) => accounts.slack ?? []),
  groups: (project.groups ?? []).flatMap(({ slack }) => slack ?? []),
});

const discordProject = ({ project }: ProjectRecord): DiscordProject => ({
  name: project.name,
  channels: project.places.filter(({ surface }) => surface === 'discord').map(({ channel }) => channel),
  accounts: project.people.flatMap(({ accounts }) => accounts.discord ?? []),
  groups: [
    ...(project.groups ?? []).flatMap(({ discord }) => discord ?? []),
    ...project.roles.flatMap((role) => role.mentioned_as?.discord ?? []),
  ],
});

/** Gives the database's URL to `ask`. An embedded database is started for as long as that takes, unless it runs already; null if there is none yet. */
async function withDatabase<T>(
  config: Config,
  data: string | null,
  ask: (url: string | null) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== null) return ask(config.databaseUrl);
  const folder = embeddedFolder(config, data === null ? null : resolve(data));
  if (!isBegun(folder)) return ask(null);
  const server = await startEmbedded({ dataDir: folder, log: () => undefined });
  try {
    return await ask(server.url);
  } finally {
    await server.stop();
  }
}

/** Compares as `start` does, except that `start` would first make a missing database. Returns how many heads were compared. */
async function compareHeads(file: string, url: string | null): Promise<number> {
  if (url === null) return (await compareKept(file, { find: findNone })).length;
  const client = connect(url, { max: 1, statementTimeout: 5000 });
  try {
    return (await compareKept(file, { find: (kept) => findHeads(client, kept).catch(noneWithoutTables(kept)) })).length;
  } finally {
    await client.close();
  }
}

const findNone = async (kept: readonly Head[]): Promise<Found[]> =>
  kept.map((it) => ({ kept: it, hash: null, seq: 0 }));

const undefinedTable = '42P01';

const noneWithoutTables =
  (kept: readonly Head[]) =>
  (error: unknown): Promise<Found[]> => {
    if (codeOf(error) === undefinedTable) return findNone(kept);
    throw error;
  };
