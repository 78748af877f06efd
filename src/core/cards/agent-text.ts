/**
 * Text that an agent, a command or a person wrote, made safe to show beside our own words (S11): nothing in it is
 * invisible, nothing turns the direction of reading, and it has a limit. Surfaces fence it and disarm pings and links.
 */

/** Controls, direction marks, zero-width and other characters that show as nothing; not the ones an emoji needs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const inEmoji =
  /\p{Extended_Pictographic}\u{fe0f}?(?:[\u{1f3fb}-\u{1f3ff}])?(?:\u{200d}\p{Extended_Pictographic}\u{fe0f}?)*/gu;
/** Colours and cursor moves of a terminal (ECMA-48 CSI): they carry no text. */
const terminalCodes = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

const name = (character: string): string =>
  character === '\n' || character === '\t'
    ? character
    : `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;

/** The text with invisible and direction-changing characters written as `‹U+202E›`. */
export function visible(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  let shown = '';
  let from = 0;
  for (const emoji of lines.matchAll(inEmoji)) {
    shown += lines.slice(from, emoji.index).replace(unseen, name) + emoji[0];
    from = emoji.index + emoji[0].length;
  }
  return shown + lines.slice(from).replace(unseen, name);
}

/** As `visible`, for the output of a command: terminal codes are removed. */
export const printed = (output: string): string => visible(output.replace(terminalCodes, ''));

/** The text with each run of spaces, of any kind, as one plain space. */
export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A name or title that people gave, as one line. */
export const oneLine = (text: string, limit = 120): string => cap(onOneLine(visible(text)), limit).text;

/** All characters that could look like the end of a quotation in our own sentence. */
const quotationMarks = /["“”„‟«»″‶〝〞〟＂❝❞]/g;

/** A person's words as a quotation within a sentence of ours: in one line, without any quotation marks but ours (S11). */
export const quotation = (text: string, limit: number): string =>
  `“${oneLine(text, limit).replace(quotationMarks, "'")}”`;

export interface Capped {
  text: string;
  cut: boolean;
}

/** The beginning, at most `limit` characters long, cut between words where there is a gap near the end. */
export function cap(text: string, limit: number): Capped {
  if (text.length <= limit) return { text, cut: false };
  const room = text.slice(0, wholeCharacters(text, limit - 1));
  const gap = /\s+\S*$/.exec(room)?.index ?? 0;
  return { text: `${(gap > limit * 0.5 ? room.slice(0, gap) : room).trimEnd()}…`, cut: true };
}

const sentenceEnd = /[.!?…]["'”’»)\]*_`]*(?=\s)|\n/g;

/** The beginning, cut after a sentence or line if that fills at least half of the room; else between words, as `cap` does. */
export function capAtSentence(text: string, limit: number): Capped {
  if (text.length <= limit) return { text, cut: false };
  const room = text.slice(0, limit - 2);
  const last = [...room.matchAll(sentenceEnd)].at(-1);
  const end = last ? last.index + last[0].length : 0;
  return end >= limit * 0.5 ? { text: `${room.slice(0, end).trimEnd()} …`, cut: true } : cap(text, limit);
}

/** The end, at most `limit` characters long, from the start of a line where there is one. */
export function tail(text: string, limit: number): Capped {
  if (text.length <= limit) return { text, cut: false };
  const start = text.length - (limit - 2);
  const whole = isLowSurrogate(text, start) ? start + 1 : start;
  const line = text.indexOf('\n', whole);
  const from = line !== -1 && line < whole + limit * 0.4 ? line + 1 : whole;
  return { text: `…\n${text.slice(from)}`, cut: true };
}

/** The text in pieces of at most `size` characters, none of which splits a character; a text has at least one. */
export function pages(text: string, size: number): string[] {
  const cuts: string[] = [];
  let from = 0;
  while (text.length - from > size) {
    const to = wholeCharacters(text, from + size);
    const line = text.lastIndexOf('\n', to - 1) + 1;
    const end = line > from + size * 0.5 ? line : to;
    cuts.push(text.slice(from, end));
    from = end;
  }
  return [...cuts, text.slice(from)];
}

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
const wholeCharacters = (text: string, at: number): number => (isLowSurrogate(text, at) ? at - 1 : at);
