import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import path from 'node:path';
import { isGit, type Place } from './workspace.ts';

/** Entries that are read of one folder. A folder with more was not made by hand. */
const mostEntries = 10_000;

export interface Entry {
  name: string;
  at: string;
  kind: 'file' | 'folder' | 'left_out' | 'link' | 'other';
}

/** The entries of one folder. `more`: it has more than are read. `closed`: it could not be opened. */
export interface Opened {
  name: string;
  entries: Entry[];
  more: boolean;
  closed: boolean;
}

/**
 * Walks through a folder and the folders in it, the nearest first, with the entries of each sorted by name. Links are listed but never followed, so
 * nothing comes twice. Git's own folder and installed packages are left out, unless the walk begins in one.
 */
export async function* walk(start: Pick<Place, 'name' | 'at'>, signal: AbortSignal): AsyncGenerator<Opened> {
  const waiting = [{ name: start.name, at: start.at }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    signal.throwIfAborted();
    const opened = await openFolder(next);
    waiting.push(...opened.entries.filter((it) => it.kind === 'folder'));
    yield opened;
  }
}

async function openFolder({ name, at }: Pick<Place, 'name' | 'at'>): Promise<Opened> {
  const found: Dirent[] = [];
  try {
    for await (const entry of await opendir(at)) {
      if (found.length === mostEntries) return { name, entries: entriesOf(name, at, found), more: true, closed: false };
      found.push(entry);
    }
    return { name, entries: entriesOf(name, at, found), more: false, closed: false };
  } catch (error) {
    // It belongs to somebody else, or is gone by now: the walk goes on with the others.
    if (!isClosed(error)) throw error;
    return { name, entries: [], more: false, closed: true };
  }
}

const isClosed = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR'].includes(String(error.code));

const entriesOf = (folder: string, at: string, found: Dirent[]): Entry[] =>
  found
    .map((it) => ({ name: path.join(folder, it.name), at: path.join(at, it.name), kind: kindOf(it) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

function kindOf(entry: Dirent): Entry['kind'] {
  if (isGit(entry.name)) return 'left_out';
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return entry.name === 'node_modules' ? 'left_out' : 'folder';
  return entry.isFile() ? 'file' : 'other';
}
