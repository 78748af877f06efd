import { type Change, diffLines, diffWordsWithSpace } from 'diff';

/** A piece of a line; `marked` is what differs within it. */
export interface Piece {
  text: string;
  marked: boolean;
}

export type DiffLine =
  | { change: 'same' | 'removed' | 'added'; before: number | null; after: number | null; pieces: Piece[] }
  /** So many lines that both have, left out. */
  | { change: 'skipped'; lines: number };

/** Unchanged lines that stay beside a change, to read it in. */
const context = 3;
/**
 * How far is compared: `edits` lines that were added or removed, `words` within one line, and `characters` of all lines whose words are
 * compared. In numbers, not in time: everybody who looks sees the same marks, however busy the server is. The page's aim is
 * 300 ms; the longest comparison that was measured took 320 ms of a processor, cold, and blocks whoever else asks.
 */
const most = { edits: 1500, words: 200, characters: 50_000 } as const;
/** Each edit may go through all lines: a text of very many short ones is compared less far. */
const steps = 20_000_000;
/** Beyond this a line is marked as a whole. */
const longestLine = 2000;

type Plain = { change: 'same' | 'removed' | 'added'; text: string };

/** A last line is the same line whether something follows it or not. */
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

const linesOf = (text: string): string[] => text.slice(0, -1).split('\n');

/** Line by line, with the words marked that differ; null when the two have too little in common to compare them. */
export function diffTexts(before: string, after: string): DiffLine[] | null {
  const [old, fresh] = [ended(before), ended(after)];
  const maxEditLength = Math.min(most.edits, Math.floor(steps / (linesOf(old).length + linesOf(fresh).length)));
  const changes = diffLines(old, fresh, { maxEditLength });
  if (!changes) return null;
  const plain = changes.flatMap(({ added, removed, value }): Plain[] =>
    linesOf(value).map((text) => ({ change: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
  return shortened(numbered(plain, markedIn(plain)));
}

type Marks = ReadonlyMap<Plain, Piece[]>;

/** The pieces of those lines whose words were compared. */
function markedIn(lines: readonly Plain[]): Marks {
  const marks = new Map<Plain, Piece[]>();
  let room: number = most.characters;
  for (const [old, fresh] of pairsOf(lines)) {
    const length = old.text.length + fresh.text.length;
    if (old.text.length > longestLine || fresh.text.length > longestLine || length > room) continue;
    room -= length;
    const words = diffWordsWithSpace(old.text, fresh.text, { maxEditLength: most.words });
    if (!words) continue;
    marks.set(old, piecesOf(words, 'added'));
    marks.set(fresh, piecesOf(words, 'removed'));
  }
  return marks;
}

/** Of a block of removed lines and the added ones behind it, the n-th belong together. */
function pairsOf(lines: readonly Plain[]): [old: Plain, fresh: Plain][] {
  let removed: Plain[] = [];
  return lines.flatMap((line, index): [Plain, Plain][] => {
    const isNext = line.change === 'added' || (line.change === 'removed' && lines[index - 1]?.change === 'removed');
    if (!isNext) removed = [];
    if (line.change === 'removed') removed.push(line);
    const old = line.change === 'added' ? removed.shift() : undefined;
    return old ? [[old, line]] : [];
  });
}

const piecesOf = (words: readonly Change[], others: 'added' | 'removed'): Piece[] =>
  words.filter((word) => !word[others]).map(({ value, added, removed }) => ({ text: value, marked: added || removed }));

function numbered(lines: readonly Plain[], marks: Marks): DiffLine[] {
  let [before, after] = [0, 0];
  return lines.map((line) => {
    if (line.change !== 'added') before++;
    if (line.change !== 'removed') after++;
    return {
      change: line.change,
      before: line.change === 'added' ? null : before,
      after: line.change === 'removed' ? null : after,
      pieces: marks.get(line) ?? [{ text: line.text, marked: false }],
    };
  });
}

/** Long stretches of what both have are left out, but for a few lines beside each change. */
function shortened(lines: DiffLine[]): DiffLine[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.change === 'same') return;
    for (let it = index - context; it <= index + context; it++) near.add(it);
  });
  const kept: DiffLine[] = [];
  lines.forEach((line, index) => {
    const last = kept.at(-1);
    if (near.has(index)) kept.push(line);
    else if (last?.change === 'skipped') last.lines++;
    else kept.push({ change: 'skipped', lines: 1 });
  });
  return kept;
}
