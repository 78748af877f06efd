import { stripVTControlCharacters, toUSVString } from 'node:util';

// Everything below the space but tab and line feed, and from DEL to the end of the second set of them: Postgres refuses NUL, and
// the rest moves cursors.

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text as it is kept: no escapes, no control characters, line ends as line feeds. */
export const plain = (text: string): string =>
  toUSVString(stripVTControlCharacters(text).replace(/\r\n?/g, '\n').replace(control, ''));

/** The first characters of a text, in one line, for a sentence that quotes it. */
export function excerpt(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

export const sentence = (text: string): string => (/[.!?…:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
