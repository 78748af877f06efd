import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { holdFolder, type HeldFolder } from './opened.ts';
import { explainFault, isRefused, type Refused } from './refused.ts';
import { nameOf, type Workspace } from './workspace.ts';

/** `before`: the stats of the file that was replaced; null for a new file. */
interface Written {
  name: string;
  before: Stats | null;
}

/**
 * Writes a whole file, completely or not at all, and makes the folders that are missing. No link on the way is followed, so that what
 * changes is exactly the path that people were shown.
 */
export async function writeText(workspace: Workspace, given: string, text: string): Promise<Written | Refused> {
  const name = nameOf(workspace, given);
  if (typeof name !== 'string') return name;
  const folder = path.dirname(path.join(workspace.real, name));
  try {
    const problem = name === '.' ? isFolder(name) : await ensureFolder(folder, name);
    return problem ?? (await replaceIn(folder, name, text));
  } catch (error) {
    return explainFault(error, name);
  }
}

async function replaceIn(folder: string, name: string, text: string): Promise<Written | Refused> {
  const held = await holdFolder(folder, name);
  if (isRefused(held)) return held;
  try {
    const found = await findBefore(held.path(path.basename(name)), name);
    if (!isRefused(found)) await replace(held, path.basename(name), text, found.before);
    return found;
  } finally {
    await held.close();
  }
}

/** Checks for links twice: before, so that no folder is made elsewhere; and after, in case somebody made a link meanwhile. */
async function ensureFolder(folder: string, name: string): Promise<Refused | null> {
  const problem = await linkOn(folder, name);
  if (problem !== null) return problem;
  await mkdir(folder, { recursive: true });
  return linkOn(folder, name);
}

async function linkOn(folder: string, name: string): Promise<Refused | null> {
  const nearest = await nearestOf(folder);
  const real = await realpath(nearest);
  return real === nearest ? null : { refused: `${name} leads through a link: name the place that it leads to.` };
}

/** The folder if it exists, else the nearest one above it that does. */
async function nearestOf(folder: string): Promise<string> {
  const found = await findStats(folder);
  return found === null ? nearestOf(path.dirname(folder)) : folder;
}

/** The file at exactly this path, without a link on the way. */
export async function findFile(at: string, name: string): Promise<Written | Refused> {
  const found = (await linkOn(path.dirname(at), name)) ?? (await findBefore(at, name));
  return isRefused(found) || found.before !== null ? found : { refused: `${name} does not exist.` };
}

async function findBefore(at: string, name: string): Promise<Written | Refused> {
  const before = await findStats(at);
  if (before === null) return { name, before };
  if (before.isSymbolicLink()) return { refused: `${name} is a link: name the file that it leads to.` };
  if (before.isDirectory()) return isFolder(name);
  if (!before.isFile()) return { refused: `${name} is not a file, but a pipe, a socket or a device.` };
  // The system would let us replace a read-only file. Whoever made it read-only meant it.
  await access(at, constants.W_OK);
  return { name, before };
}

const isFolder = (name: string): Refused => ({ refused: `${name} is a folder.` });

async function findStats(at: string): Promise<Stats | null> {
  try {
    return await lstat(at);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A reader finds either the old text or the new one. The new text is on the disk before the file gets its name. */
async function replace(folder: HeldFolder, name: string, text: string, before: Stats | null): Promise<void> {
  const temporary = folder.path(`.wheelhouse-${randomBytes(8).toString('hex')}`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      if (before !== null) await handle.chmod(before.mode & 0o777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, folder.path(name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
