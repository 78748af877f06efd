import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { explainFault, isRefused, type Refused } from './refused.ts';
import { nameOf, type Workspace } from './workspace.ts';

/** `before`: of the file that was there. */
interface Written {
  name: string;
  before: Stats | null;
}

/**
 * Puts a text in a file's place, whole or not at all; the folders of a new file are made. No link is followed on the way: what
 * is changed is the very path that people were shown.
 */
export async function writeText(workspace: Workspace, given: string, text: string): Promise<Written | Refused> {
  const name = nameOf(workspace, given);
  if (typeof name !== 'string') return name;
  const at = path.join(workspace.real, name);
  try {
    const problem = await ensureFolder(path.dirname(at), name);
    if (problem !== null) return problem;
    const found = await findBefore(at, name);
    if (!isRefused(found)) await replace(at, text, found.before);
    return found;
  } catch (error) {
    return explainFault(error, name);
  }
}

/** Looks before, so that no folder is made elsewhere, and after, for what somebody did meanwhile. */
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

/** Of a folder and those above it, the first that exists. */
async function nearestOf(folder: string): Promise<string> {
  const found = await findStats(folder);
  return found === null ? nearestOf(path.dirname(folder)) : folder;
}

async function findBefore(at: string, name: string): Promise<Written | Refused> {
  const before = await findStats(at);
  if (before === null) return { name, before };
  if (before.isSymbolicLink()) return { refused: `${name} is a link: name the file that it leads to.` };
  if (before.isDirectory()) return { refused: `${name} is a folder.` };
  if (!before.isFile()) return { refused: `${name} is not a file, but a pipe, a socket or a device.` };
  // To replace a file takes no right to write to it: whoever took that right away meant it.
  await access(at, constants.W_OK);
  return { name, before };
}

async function findStats(at: string): Promise<Stats | null> {
  try {
    return await lstat(at);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A reader finds the old text or the new one. The new one is on the disk before its name is. */
async function replace(at: string, text: string, before: Stats | null): Promise<void> {
  const temporary = path.join(path.dirname(at), `.wheelhouse-${randomBytes(8).toString('hex')}`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      if (before !== null) await handle.chmod(before.mode & 0o777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, at);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
