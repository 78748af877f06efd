import { checkDatabase, type Facts } from './database.ts';
import { checkDiscord, type DiscordSettings } from './discord.ts';
import { fault, type Finding } from './finding.ts';
import { checkHeads } from './heads.ts';
import { checkEnvironment, checkFolder, checkNode, checkProjects, checkRoom, noteUser } from './machine.ts';
import { checkModel, type ModelSettings } from './model.ts';
import { checkRedis } from './redis.ts';
import { checkIssuer } from './sign-in.ts';
import { checkSlack, type SlackSettings } from './slack.ts';

export interface Patient {
  nodeVersion: string;
  user: string;
  readProjects: () => Promise<string[]>;
  /** Or what is wrong with the environment; then nothing that hangs on it is looked at. */
  installation: Installation | { problem: string };
}

export interface Installation {
  dataFolder: string;
  /** Where the kept ledger heads are. */
  headsFolder: string;
  /** Where the database is, in words. */
  database: string;
  /** Null where there is none yet, and nothing was made to see. */
  askDatabase: () => Promise<Facts | null>;
  /** How many ledger heads are kept of it; throws a HeadsError where a start would. */
  compareHeads: () => Promise<number>;
  redisUrl: string | null;
  model: ModelSettings;
  issuer: URL | null;
  slack: SlackSettings | null;
  discord: DiscordSettings | null;
}

/** Looks at everything, also after a fault: an operator wants one list. */
export async function examine({ nodeVersion, user, readProjects, installation }: Patient): Promise<Finding[]> {
  const problem = 'problem' in installation ? installation.problem : null;
  const findings = [checkNode(nodeVersion), checkEnvironment(problem), await checkProjects(readProjects)];
  if ('problem' in installation) return findings;
  const found = await Promise.all(checksOf(installation));
  return [...findings, ...found.flat(), noteUser(user)];
}

const checksOf = (it: Installation): Promise<Finding | Finding[]>[] => [
  limited('data folder', checkFolders(it)),
  limited('disk', checkRoom(it.dataFolder)),
  // An embedded one may have to recover first.
  limited('database', checkKeeping(it), 60),
  limited('redis', checkRedis(it.redisUrl)),
  limited('model', checkModel(it.model)),
  limited('sign-in', checkIssuer(it.issuer)),
  limited('slack', checkSlack(it.slack)),
  // Many people are looked up at Discord's pace.
  limited('discord', checkDiscord(it.discord), 40),
];

/** One after the other: both may make the same folders, and take them away again. */
const checkFolders = async ({ dataFolder, headsFolder }: Installation): Promise<Finding[]> => [
  await checkFolder('data folder', dataFolder, '--data'),
  await checkFolder('heads folder', headsFolder, '--heads'),
];

/** Some file systems and some servers neither answer nor refuse. */
export function limited<T>(check: string, looking: Promise<T>, seconds = 10): Promise<T | Finding> {
  const remedy = 'See whether what it looks at hangs: a network file system, a disk, a server behind a firewall.';
  const limit = new Promise<Finding>((resolve) => {
    const timer = setTimeout(() => resolve(fault(check, `no answer within ${seconds} s`, remedy)), seconds * 1000);
    looking.finally(() => clearTimeout(timer)).catch(() => undefined);
  });
  return Promise.race([looking, limit]);
}

/** One after the other: an embedded database is started for each. Of one that can't be used, its own fault says enough. */
async function checkKeeping({ database, askDatabase, compareHeads }: Installation): Promise<Finding[]> {
  const found = await checkDatabase(database, askDatabase);
  if (found.some(({ check, status }) => check === 'database' && status === 'fault')) return found;
  return [...found, await checkHeads(compareHeads)];
}

const signs: Record<Finding['status'], string> = { ok: '✓', fault: '✗', note: '·' };

export const isHealthy = (findings: readonly Finding[]): boolean => findings.every(({ status }) => status !== 'fault');

export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.map(({ check, status, found, remedy }) => {
    const line = `${signs[status]} ${check}: ${indented(found)}\n`;
    return remedy === null ? line : `${line}    → ${indented(remedy)}\n`;
  });
  const faults = findings.filter(({ status }) => status === 'fault').length;
  const sum = faults === 0 ? 'Nothing to mend.' : `${faults} ${faults === 1 ? 'thing' : 'things'} to mend.`;
  return `${lines.join('')}\n${sum}\n`;
}

const indented = (text: string): string => text.trim().replaceAll('\n', '\n    ');
