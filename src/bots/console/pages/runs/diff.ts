import { diffLines, diffWordsWithSpace } from 'diff';

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
/** A comparison that takes longer is given up: the page's aim is 300 ms, and it blocks whoever else asks. */
const patience = 120;
/** Beyond this a line is marked as a whole. */
const longestLine = 2000;

type Plain = { change: 'same' | 'removed' | 'added'; text: string };

/** A last line is the same line whether something follows it or not. */
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

const linesOf = (text: string): string[] => text.slice(0, -1).split('\n');

/** Line by line, with the words marked that differ; null when the two have so little in common that it would take too long. */
export function diffTexts(before: string, after: string): DiffLine[] | null {
  const until = Date.now() + patience;
  const changes = diffLines(ended(before), ended(after), { timeout: patience });
  if (!changes) return null;
  const plain = changes.flatMap(({ added, removed, value }): Plain[] =>
    linesOf(value).map((text) => ({ change: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
  return shortened(numbered(pairs(plain), until));
}

/** Of a block of removed lines and the added ones behind it, the n-th belong together: their words are compared. */
function pairs(lines: Plain[]): { line: Plain; partner: Plain | null }[] {
  return lines.map((line, index) => ({ line, partner: line.change === 'same' ? null : partnerOf(lines, index) }));
}

function partnerOf(lines: Plain[], index: number): Plain | null {
  const own = lines[index]?.change;
  let first = index;
  while (lines[first - 1]?.change === own) first--;
  let end = index;
  while (lines[end]?.change === own) end++;
  const [start, wanted] = own === 'removed' ? [end, 'added'] : [startOf(lines, first), 'removed'];
  const partner = lines[start + index - first];
  const isBehind = own === 'removed' || start + index - first < first;
  return partner?.change === wanted && isBehind ? partner : null;
}

function startOf(lines: Plain[], first: number): number {
  let start = first;
  while (lines[start - 1]?.change === 'removed') start--;
  return start;
}

function numbered(paired: { line: Plain; partner: Plain | null }[], until: number): DiffLine[] {
  let [before, after] = [0, 0];
  return paired.map(({ line, partner }) => {
    if (line.change !== 'added') before++;
    if (line.change !== 'removed') after++;
    return {
      change: line.change,
      before: line.change === 'added' ? null : before,
      after: line.change === 'removed' ? null : after,
      pieces: piecesOf(line, partner, until),
    };
  });
}

function piecesOf(line: Plain, partner: Plain | null, until: number): Piece[] {
  const whole = [{ text: line.text, marked: false }];
  const isShort = partner && line.text.length <= longestLine && partner.text.length <= longestLine;
  if (!isShort || Date.now() > until) return whole;
  const [old, fresh] = line.change === 'removed' ? [line, partner] : [partner, line];
  const words = diffWordsWithSpace(old.text, fresh.text, { timeout: 20 });
  const other = line.change === 'removed' ? 'added' : 'removed';
  return words
    ? words
        .filter((word) => !word[other])
        .map(({ value, added, removed }) => ({ text: value, marked: added || removed }))
    : whole;
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
