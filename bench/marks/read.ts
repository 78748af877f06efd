import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** When something happened, in nanoseconds of the clock that all processes share. */
export interface Marks {
  /** By delivery key, up to its digest of what was sent: who sent it under which nonce. */
  committed: ReadonlyMap<string, bigint>;
  /** By run: each entry into an executor, in order. */
  entered: ReadonlyMap<string, bigint[]>;
  /** By subject, such as `ask ask_1`: each card that its surface took, in order. */
  sent: ReadonlyMap<string, { at: bigint; revision: number }[]>;
}

/** What all processes of a scene wrote down. They write it when they end: read it then. */
export async function readMarks(folder: string): Promise<Marks> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.marks'));
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const committed = new Map<string, bigint>();
  const entered = new Map<string, bigint[]>();
  const sent = new Map<string, { at: bigint; revision: number }[]>();
  for (const { at, mark, first, second } of texts.flatMap(linesOf).sort(byTime)) {
    if (mark === 'committed' && second !== '') committed.set(sender(second), at);
    if (mark === 'entered') listOf(entered, first).push(at);
    if (mark === 'sent') listOf(sent, first).push({ at, revision: Number(second) });
  }
  return { committed, entered, sent };
}

const sender = (delivery: string): string => delivery.split(':').slice(0, 3).join(':');

interface Line {
  at: bigint;
  mark: string;
  first: string;
  second: string;
}

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [at = '0', mark = '', first = '', second = ''] = line.split('\t');
      return { at: BigInt(at), mark, first, second };
    });

const byTime = (a: Line, b: Line): number => (a.at < b.at ? -1 : 1);

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
