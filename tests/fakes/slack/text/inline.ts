import { readAngle } from './angle.ts';
import { addAutoLinked } from './auto-link.ts';
import { addEmoji, emojiAt } from './emoji.ts';
import { decodeEntities } from './entities.ts';
import type { Names } from './names.ts';
import { addText, type Passage } from './passage.ts';

export interface Reading {
  names: Names;
  /** Links and mentions only where they are marked as such. */
  verbatim: boolean;
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
const isSpace = (character: string | undefined): boolean => character === undefined || /\s/.test(character);

/** Where a mark that opens here closes, on the same line; -1 if it doesn't, and is a character like any other. */
function closingOf(line: string, open: number): number {
  const mark = line[open]!;
  if (isWord(line[open - 1]) || isSpace(line[open + 1]) || line[open + 1] === mark) return -1;
  for (let at = open + 2; at < line.length; at++) {
    if (line[at] !== mark || isSpace(line[at - 1]) || isWord(line[at + 1])) continue;
    return at;
  }
  return -1;
}

/** Inline code: control sequences in it work, marks and emoji don't. */
function readCode(code: string, into: Passage, reading: Reading): void {
  readInline(code, into, reading, false);
}

/** Reads one line into the passage: marks vanish, control sequences become what they stand for. */
export function readInline(line: string, into: Passage, reading: Reading, hasMarks = true): void {
  let plain = '';
  const flush = (): void => {
    if (reading.verbatim) addText(into, decodeEntities(plain));
    else addAutoLinked(into, plain);
    plain = '';
  };
  let at = 0;
  while (at < line.length) {
    const length = readOne(line, at, { ...reading, hasMarks, into, flush });
    if (length === 0) plain += line[at];
    at += length || 1;
  }
  flush();
}

interface Step extends Reading {
  hasMarks: boolean;
  into: Passage;
  flush: () => void;
}

/** Reads the special thing that begins here, and says how long it is; 0 if a plain character stands here. */
function readOne(line: string, at: number, step: Step): number {
  const character = line[at]!;
  if (character === '<') return readControl(line, at, step);
  if (!step.hasMarks) return 0;
  if (character === ':') return readEmoji(line, at, step);
  if (!'*_~`'.includes(character)) return 0;
  const close = closingOf(line, at);
  if (close === -1) return 0;
  step.flush();
  const inside = line.slice(at + 1, close);
  if (character === '`') readCode(inside, step.into, step);
  else readInline(inside, step.into, step);
  return close + 1 - at;
}

function readEmoji(line: string, at: number, step: Step): number {
  const found = emojiAt(line.slice(at));
  if (found === null) return 0;
  step.flush();
  addEmoji(step.into, found.name);
  return found.length;
}

function readControl(line: string, at: number, step: Step): number {
  const end = line.indexOf('>', at);
  if (end === -1) return 0;
  step.flush();
  return readAngle(line.slice(at + 1, end), step.into, step.names) ? end + 1 - at : 0;
}
