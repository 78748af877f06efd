import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import path from 'node:path';
import { isGit, type Place } from './workspace.ts';

/** Entries of one folder; beyond, it is no folder that a person keeps. */
const mostEntries = 10_000;

export interface Entry {
  name: string;
  at: string;
  kind: 'file' | 'folder' | 'left_out' | 'link' | 'other';
}

/** One folder, opened. `more`: it holds more entries than are taken of one. `closed`: it may not be opened. */
export interface Opened {
  name: string;
  entries: Entry[];
  more: boolean;
  closed: boolean;
}

/**
 * A folder and those in it, the nearest first; the entries of each by their names. Links are told and never followed, so that
 * nothing is met twice. What git keeps and what npm installs is left out, unless the walk begins in there.
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
    // Another's, or gone since it was seen: the others can be walked still.
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
