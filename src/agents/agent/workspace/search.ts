import { timeLimit } from '../../time-limit.ts';
import { Matcher, type Match } from './matcher.ts';
import { readText } from './read-text.ts';
import { isRefused, type Refused } from './refused.ts';
import { walk } from './walk.ts';
import type { Place } from './workspace.ts';

export interface Wanted {
  pattern: RegExp;
  /** How the names of the files end; empty: any. */
  ending: string;
  /** At most so many lines, and seconds. */
  most: number;
  seconds: number;
}

export interface Searched {
  hits: (Match & { file: string })[];
  /** How many files were searched, and how many could not be: no text, too large, or closed to this user. */
  files: number;
  unread: number;
  /** Folders that were not opened. */
  leftOut: string[];
  /** Why it ended before everything was searched; `in`: the file that it was at. */
  ended: { by: 'enough' } | { by: 'time'; in: string } | null;
}

/** Files. With 16, a thousand took a quarter of the time that they took one by one. */
const atOnce = 16;

interface File {
  name: string;
  at: string;
  only: boolean;
}

/** Looks through a folder and all below it, or through one file. Ends with the signal, as its reason. */
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

/** In their order, read several at a time: a disk has more than one hand. */
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

/** Says what is wrong with the pattern; a file that is no text is only counted, unless it is the one that was named. */
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
