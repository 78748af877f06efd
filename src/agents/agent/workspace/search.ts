import { timeLimit } from '../../time-limit.ts';
import { Matcher, type Match } from './matcher.ts';
import { readText } from './read-text.ts';
import { isRefused, type Refused } from './refused.ts';
import { walk } from './walk.ts';
import type { Place } from './workspace.ts';

export interface Wanted {
  pattern: RegExp;
  /** Only files whose names end like this; empty: all files. */
  ending: string;
  /** The search ends after so many lines, or so many seconds. */
  most: number;
  seconds: number;
}

export interface Searched {
  hits: (Match & { file: string })[];
  /** How many files were searched. `unread`: how many could not be, because they are no text, too large, or not readable for this user. */
  files: number;
  unread: number;
  /** Folders that were not opened. */
  leftOut: string[];
  /** Why it ended before everything was searched; null if it did not. `in`: the file that it was at. */
  ended: { by: 'enough' } | { by: 'time'; in: string } | null;
}

/** Files that are read at once. With 16, a thousand files took a quarter of the time that they took one by one. */
const atOnce = 16;

interface File {
  name: string;
  at: string;
  only: boolean;
}

/** Searches a folder and everything below it, or one file. If the signal aborts, it throws the signal's reason. */
export async function search(place: Place, wanted: Wanted, signal: AbortSignal): Promise<Searched | Refused> {
  const limit = timeLimit(wanted.seconds, signal);
  const matcher = new Matcher(wanted.pattern);
  const searched: Searched = { hits: [], files: 0, unread: 0, leftOut: [], ended: null };
  let at = place.name;
  try {
    for await (const file of readAhead(filesOf(place, searched, limit.signal), wanted.ending)) {
      at = file.name;
      const problem = await searchFile(file, { matcher, searched, most: wanted.most, signal: limit.signal });
      if (problem !== null) return problem;
      if (searched.ended !== null) break;
    }
    return searched;
  } catch (error) {
    if (!limit.reached()) throw error;
    return { ...searched, ended: { by: 'time', in: at } };
  } finally {
    limit.dispose();
    await matcher.close();
  }
}

async function* filesOf(place: Place, searched: Searched, signal: AbortSignal): AsyncGenerator<File> {
  if (!place.stats.isDirectory()) {
    yield { ...place, only: true };
    return;
  }
  for await (const { name, entries, closed, more } of walk(place, signal)) {
    if (closed || more) searched.leftOut.push(name);
    searched.leftOut.push(...entries.filter((it) => it.kind === 'left_out').map((it) => it.name));
    for (const file of entries) if (file.kind === 'file') yield { ...file, only: false };
  }
}

type Opened = File & { text: string | Refused };

/** The files in their order, with their texts, which are read several at a time. */
async function* readAhead(files: AsyncIterable<File>, ending: string): AsyncGenerator<Opened> {
  let batch: File[] = [];
  for await (const file of files) {
    if (file.name.endsWith(ending)) batch.push(file);
    if (batch.length < atOnce) continue;
    yield* await readAll(batch);
    batch = [];
  }
  yield* await readAll(batch);
}

const readAll = (batch: readonly File[]): Promise<Opened[]> =>
  Promise.all(batch.map(async (file) => ({ ...file, text: await readText(file) })));

interface Search {
  matcher: Matcher;
  searched: Searched;
  most: number;
  signal: AbortSignal;
}

/** Refuses if something is wrong with the pattern. A file that is no text is only counted, unless it is the one that was named. */
async function searchFile(
  { text, ...file }: Opened,
  { matcher, searched, most, signal }: Search,
): Promise<Refused | null> {
  if (typeof text !== 'string') {
    searched.unread += 1;
    return file.only ? text : null;
  }
  const room = most - searched.hits.length;
  const found = await matcher.match(text, room, signal);
  if (isRefused(found)) return found;
  searched.files += 1;
  searched.hits.push(...found.map((it) => ({ ...it, file: file.name })));
  if (searched.hits.length === most) searched.ended = { by: 'enough' };
  return null;
}
