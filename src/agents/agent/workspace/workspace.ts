import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isWithin } from '../../workspace.ts';
import { explainFault, isRefused, type Refused } from './refused.ts';

/** The folder in which an agent's tools work, and which they do not leave. */
export interface Workspace {
  /** As it was declared, absolute. */
  folder: string;
  /** With all links followed. */
  real: string;
}

/** A file or folder of the workspace that exists. `at`: its real path. `name`: its path from the workspace, for people and models. */
export interface Place {
  name: string;
  at: string;
  stats: Stats;
}

export async function openWorkspace(folder: string): Promise<Workspace> {
  return { folder: path.resolve(folder), real: await realpath(folder) };
}

const control = /[\u0000-\u001f\u007f]/;

/** Characters that some file systems ignore in names. Git protects its folder against the same ones. */
const ignorable = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Whether a name is that of git's own folder: in upper or lower case, and in the other forms by which file systems of Windows and macOS find it. */
export const isGit = (name: string): boolean => /^(?:\.git|git~1)[. ]*(?::.*)?$/i.test(name.replace(ignorable, ''));

const isOfGit = (workspace: Workspace, at: string): boolean =>
  path.relative(workspace.real, at).split(path.sep).some(isGit);

const ofGit = (name: string): Refused => ({
  refused: `${name} is git's own: its files name programs that git starts, and may hold its passwords. No tool reads or writes them.`,
});

/**
 * A path as it is named in the workspace, "." for the workspace itself. The disk is not asked. An absolute path is accepted if it leads
 * inside, because programs print such paths.
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
 * Finds what a path leads to, and refuses links out of the workspace. When it is opened later, it is checked again
 * (opened.ts), because a program of the same user could have put a link in its place.
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

/** As `findPlace`, for what has to be a folder. */
export async function findFolder(workspace: Workspace, given: string): Promise<Place | Refused> {
  const place = await findPlace(workspace, given);
  if (isRefused(place) || place.stats.isDirectory()) return place;
  return { refused: `${place.name} is not a folder.` };
}
