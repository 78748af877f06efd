import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isWithin } from '../../workspace.ts';
import { explainFault, isRefused, type Refused } from './refused.ts';

/** A folder that an agent's tools do not leave. */
export interface Workspace {
  /** As it was declared, absolute. */
  folder: string;
  /** With all links of it followed. */
  real: string;
}

/** Something in it that exists. `at` has no link in it; `name` is how people and models call it: from the workspace, with "/". */
export interface Place {
  name: string;
  at: string;
  stats: Stats;
}

export async function openWorkspace(folder: string): Promise<Workspace> {
  return { folder: path.resolve(folder), real: await realpath(folder) };
}

const control = /[\u0000-\u001f\u007f]/;

/** Code points that some file systems leave out when they compare names; git guards its folder against the same ones. */
const ignorable = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Git's own, in any case, and under the names by which Windows' file systems know it as well: git guards against the same. */
export const isGit = (name: string): boolean => /^(?:\.git|git~1)[. ]*(?::.*)?$/i.test(name.replace(ignorable, ''));

const isOfGit = (workspace: Workspace, at: string): boolean =>
  path.relative(workspace.real, at).split(path.sep).some(isGit);

const ofGit = (name: string): Refused => ({
  refused: `${name} is git's own: its files name programs that git starts, and may hold its passwords. No tool reads or writes them.`,
});

/**
 * The name under which a path is known in the workspace, "." for all of it, by its letters alone: no disk is asked. An absolute
 * path is good if it leads inside, for programs print such paths.
 */
export function nameOf(workspace: Workspace, given: string): string | Refused {
  const quoted = JSON.stringify(given);
  if (control.test(given)) return { refused: `${quoted} holds a control character, which no path here may.` };
  const roots = [workspace.folder, workspace.real];
  const absolute = path.resolve(workspace.real, given);
  const root = roots.find((it) => isWithin(it, absolute));
  if (root === undefined) return outside(quoted);
  const name = path.relative(root, absolute) || '.';
  return name.split(path.sep).some(isGit) ? ofGit(quoted) : name;
}

const outside = (name: string): Refused => ({
  refused: `${name} lies outside of the workspace. Paths start at the workspace's folder, like "src/main.js".`,
});

/**
 * Finds what a path means, and refuses what a link leads out of the workspace. What is opened after that is looked at again
 * (opened.ts): a program of the same user could have put a link in its place.
 */
export async function findPlace(workspace: Workspace, given: string): Promise<Place | Refused> {
  const name = nameOf(workspace, given);
  if (typeof name !== 'string') return name;
  try {
    const at = await realpath(path.join(workspace.real, name));
    if (!isWithin(workspace.real, at)) return outside(name);
    if (isOfGit(workspace, at)) return ofGit(name);
    return { name, at, stats: await stat(at) };
  } catch (error) {
    return explainFault(error, name);
  }
}

/** The same, of what has to be a folder. */
export async function findFolder(workspace: Workspace, given: string): Promise<Place | Refused> {
  const place = await findPlace(workspace, given);
  if (isRefused(place) || place.stats.isDirectory()) return place;
  return { refused: `${place.name} is not a folder.` };
}
