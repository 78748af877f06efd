import { readAngle } from './angle.ts';
import type { Names, Passage } from './passage.ts';

/** Longest first: `***` is both. A single underscore does nothing inside a word. */
const marks = ['**', '__', '~~', '||', '*', '_'] as const;

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** How long the code is that begins here, and what is in it; null when its backticks are never closed. */
function codeAt(rest: string): { length: number; inside: string } | null {
  const found = /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest);
  return found && { length: found[0].length, inside: (found[2] ?? '').replace(/^ (.*) $/, '$1') };
}

/** Skips what no mark can end in: escapes, code, and what stands in angle brackets. */
function stepAt(text: string, at: number): number {
  if (text[at] === '\\') return 2;
  if (text[at] === '`') return codeAt(text.slice(at))?.length ?? 1;
  return /^<[^\s<>]+>/.exec(text.slice(at))?.[0].length ?? 1;
}

/** A star or an underscore opens only before a character, and an underscore not within a word. */
const opens = (text: string, at: number, mark: string): boolean => {
  if (mark.length === 2) return true;
  return /\S/.test(text[at + 1] ?? '') && !(mark === '_' && isWord(text[at - 1]));
};

/** Whether the mark that stands here ends what it began, rather than being part of a longer one. */
function closes(text: string, at: number, mark: string): boolean {
  if (mark === '**') return text[at + 2] !== '*';
  if (mark === '_') return !/\s/.test(text[at - 1] ?? '') && !isWord(text[at + 1]);
  return mark !== '*' || !/\s/.test(text[at - 1] ?? '');
}

/** Where the mark that opens here closes; -1 if it doesn't, and is characters like any others. */
function closingOf(text: string, open: number, mark: string): number {
  if (!opens(text, open, mark)) return -1;
  const from = open + mark.length;
  for (let at = from; at < text.length; at += stepAt(text, at)) {
    if (!text.startsWith(mark, at) || at === from) continue;
    if (mark.length === 1 && text[at + 1] === mark) at++;
    else if (closes(text, at, mark)) return at;
  }
  return -1;
}

function readMark(text: string, at: number, into: Passage, names: Names): number {
  const mark = marks.find((it) => text.startsWith(it, at) && closingOf(text, at, it) !== -1);
  if (mark === undefined) return 0;
  const close = closingOf(text, at, mark);
  const before = into.text.length;
  readInline(text.slice(at + mark.length, close), into, names);
  if (mark === '||') into.spoilers.push(into.text.slice(before));
  return close + mark.length - at;
}

/** `[words](https://…)`, perhaps with angle brackets or a title. Words that look like a URL make no link (unverified, so counted). */
function readMasked(rest: string, into: Passage, names: Names): number {
  const found =
    /^\[((?:\\.|[^[\]\\])+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\)/.exec(rest);
  if (found === null) return 0;
  const before = into.text.length;
  readInline(found[1] ?? '', into, names);
  into.links.push({ url: found[2] ?? '', text: into.text.slice(before) });
  return found[0].length;
}

function readBare(text: string, at: number, into: Passage): number {
  if (isWord(text[at - 1])) return 0;
  const found = /^https?:\/\/[^\s<>]+/i.exec(text.slice(at));
  if (found === null) return 0;
  const url = found[0].replace(/[.,:;"'\])!?*_~|]+$/, '');
  into.links.push({ url, text: url });
  into.text += url;
  return url.length;
}

function readEveryone(rest: string, into: Passage): number {
  const found = /^@(everyone|here)/.exec(rest);
  if (found === null) return 0;
  into.mentions.push(found[1] ?? '');
  into.text += found[0];
  return found[0].length;
}

function readCode(rest: string, into: Passage): number {
  const code = codeAt(rest);
  into.text += code?.inside ?? '';
  return code?.length ?? 0;
}

/** Reads the special thing that begins here, and says how long it is; 0 if a plain character stands here. */
function readOne(text: string, at: number, into: Passage, names: Names): number {
  const rest = text.slice(at);
  switch (text[at]) {
    case '\\': {
      const escaped = /^\\([^\p{L}\p{N}\s])/u.exec(rest);
      into.text += escaped?.[1] ?? '';
      return escaped?.[0].length ?? 0;
    }
    case '`':
      return readCode(rest, into);
    case '<':
      return readAngle(rest, into, names);
    case '[':
      return readMasked(rest, into, names);
    case '@':
      return readEveryone(rest, into);
    case 'h':
    case 'H':
      return readBare(text, at, into);
    default:
      return readMark(text, at, into, names);
  }
}

/** Reads words into the passage: marks vanish, what stands for something becomes it. */
export function readInline(text: string, into: Passage, names: Names): void {
  let at = 0;
  while (at < text.length) {
    const length = readOne(text, at, into, names);
    if (length === 0) into.text += text[at];
    at += length || 1;
  }
}
