import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { isBegun } from '../../db/embedded/place.ts';
import { startEmbedded } from '../../db/embedded/start.ts';
import { readFacts, type DatabaseFacts } from '../../db/facts.ts';
import { messageContentFlags } from '../bots/discord/intents.ts';
import { slackScopes } from '../bots/slack/scopes.ts';
import { examine, isHealthy, printFindings, type Installation } from '../cli/doctor/examine.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { embeddedFolder } from './database.ts';
import { dataFolder, headsFile } from './place.ts';
import { readProjects } from './projects.ts';

export interface DoctorOptions {
  project: string[];
  data?: string;
  heads?: string;
  json?: boolean;
}

/** Exit code 1 when there is something to mend. */
export async function doctor({ project, data, heads, json }: DoctorOptions): Promise<void> {
  const findings = await examine({
    nodeVersion: process.version,
    user: userInfo().username,
    readProjects: async () => {
      const records = await readProjects(project.map((file) => resolve(file)));
      return records.map((record) => record.project.name);
    },
    installation: installation(data ?? null, heads ?? null),
  });
  const result = { healthy: isHealthy(findings), findings };
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : printFindings(findings));
  if (!result.healthy) process.exitCode = 1;
}

function installation(data: string | null, heads: string | null): Installation | { problem: string } {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (error instanceof ConfigError) return { problem: error.message };
    throw error;
  }
  const { databaseUrl: url, redisUrl, model, signIn, platforms } = config;
  return {
    dataFolder: dataFolder(config, data),
    headsFolder: dirname(headsFile(config, data, heads)),
    database: url === null ? 'the embedded Postgres' : new URL(url).host + new URL(url).pathname,
    askDatabase: () => (url === null ? askEmbedded(config, data) : readFacts(url)),
    redisUrl,
    model,
    issuer: signIn.oidc?.issuer ?? null,
    slack: platforms.slack && { ...platforms.slack, scopes: slackScopes },
    discord: platforms.discord && { ...platforms.discord, messageContentFlags },
  };
}

/** Started for as long as that takes, unless it runs already. */
async function askEmbedded(config: Config, data: string | null): Promise<DatabaseFacts | null> {
  const folder = embeddedFolder(config, data === null ? null : resolve(data));
  if (!isBegun(folder)) return null;
  const server = await startEmbedded({ dataDir: folder, log: () => undefined });
  try {
    return await readFacts(server.url);
  } finally {
    await server.stop();
  }
}
