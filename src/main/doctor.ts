import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { isBegun } from '../../db/embedded/place.ts';
import { startEmbedded } from '../../db/embedded/start.ts';
import { readFacts, type DatabaseFacts } from '../../db/facts.ts';
import { examine, isHealthy, printFindings, type Installation } from '../cli/doctor/examine.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { embeddedFolder } from './database.ts';
import { dataFolder } from './place.ts';
import { readProjects } from './projects.ts';

export interface DoctorOptions {
  project: string[];
  data?: string;
  json?: boolean;
}

/** Exit code 1 when there is something to mend. */
export async function doctor({ project, data, json }: DoctorOptions): Promise<void> {
  const findings = await examine({
    nodeVersion: process.version,
    user: userInfo().username,
    readProjects: async () => {
      const records = await readProjects(project.map((file) => resolve(file)));
      return records.map((record) => record.project.name);
    },
    installation: installation(data ?? null),
  });
  const result = { healthy: isHealthy(findings), findings };
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : printFindings(findings));
  if (!result.healthy) process.exitCode = 1;
}

function installation(data: string | null): Installation | { problem: string } {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (error instanceof ConfigError) return { problem: error.message };
    throw error;
  }
  const { databaseUrl: url, redisUrl, model } = config;
  return {
    dataFolder: dataFolder(config, data),
    database: url === null ? 'the embedded Postgres' : new URL(url).host + new URL(url).pathname,
    askDatabase: () => (url === null ? askEmbedded(config, data) : readFacts(url)),
    redisUrl,
    model,
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
