import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';

/** As `engines` in package.json says. */
const oldestNode = [20, 19] as const;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (isNewEnough) return ok('node', `Node ${version}`);
  return fault('node', `Node ${version} is too old`, `Install Node ${oldestNode.join('.')} or newer.`);
}

/** `problem` is what reading the environment threw; it lists every fault. */
export const checkEnvironment = (problem: string | null): Finding =>
  problem === null
    ? ok('environment', 'every variable that is set can be read')
    : fault('environment', problem, 'Set these variables right, or unset them; `.env.example` has one of each.');

/** Tried, since access lists, mounts and full disks decide as well as modes do. */
export async function checkFolder(check: string, folder: string, option: '--data' | '--heads'): Promise<Finding> {
  const there = await nearest(folder);
  if (!there.isFolder)
    return fault(check, `${there.path} is no folder`, `Name a folder with ${option}, or move what is there away.`);
  const file = join(folder, `.doctor-${process.pid}`);
  let made: string | null = null;
  try {
    for (const missing of there.missing) {
      await mkdir(missing);
      made ??= missing;
    }
    await writeFile(file, 'written by wheelhouse doctor\n');
    return ok(check, `${folder} can be written to`);
  } catch (error) {
    const remedy = `Give ${folder} to the user who runs this, or name another place with ${option}.`;
    return fault(check, `${folder} can't be written to: ${saidBy(error)}`, remedy);
  } finally {
    await rm(made ?? file, { recursive: true, force: true }).catch(() => undefined);
  }
}

interface Nearest {
  path: string;
  isFolder: boolean;
  /** The folders to be made below it, from the top down. Node's own recursive mkdir never ends in /proc. */
  missing: string[];
}

async function nearest(folder: string): Promise<Nearest> {
  try {
    return { path: folder, isFolder: (await stat(folder)).isDirectory(), missing: [] };
  } catch {
    if (dirname(folder) === folder) return { path: folder, isFolder: true, missing: [] };
    const above = await nearest(dirname(folder));
    return { ...above, missing: [...above.missing, folder] };
  }
}

/** A run writes kilobytes; Postgres needs room to go on at all. */
const leastRoom = 512 * 1024 ** 2;

export async function checkRoom(folder: string, free = freeBytes): Promise<Finding> {
  const bytes = await free(folder);
  const room = `${folder} has ${(bytes / 1024 ** 3).toFixed(1)} GiB free`;
  if (bytes >= leastRoom) return ok('disk', room);
  return fault('disk', `${room}: too little to go on for long`, 'Free some space there, or move the data folder.');
}

/** Of the nearest folder above that is there. */
async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return freeBytes(dirname(folder));
  }
}

export async function checkProjects(read: () => Promise<string[]>): Promise<Finding> {
  try {
    return ok('projects', (await read()).join(', '));
  } catch (error) {
    return fault(
      'projects',
      saidBy(error),
      'Mend the file at the lines above; docs/reference/project-file.md has every key.',
    );
  }
}

export const noteUser = (user: string): Finding =>
  note(
    'stages',
    `commands of stages run as ${user}, like this program: they can read what it reads. SECURITY.md says what that means`,
  );
