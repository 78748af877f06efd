import { toUSVString } from 'node:util';
import { z } from 'zod';
import { largestText, readText } from '../workspace/read-text.ts';
import type { Refused } from '../workspace/refused.ts';
import { findPlace, type Workspace } from '../workspace/workspace.ts';
import { count, fit, inLine, longestResult } from './fit.ts';
import { callAt, lookAt } from './looking.ts';
import type { Tool } from './tool.ts';

const input = z.object({
  path: z.string().min(1).max(1000).describe('A file.'),
  from_line: z.int().min(1).default(1).describe('The first line to read, counted from 1.'),
  lines: z.int().min(1).optional().describe('How many lines to read. Without it: as many as there is room for.'),
});
type Input = z.infer<typeof input>;

const description = `Reads a text file, or some lines of it: at most ${longestResult.toLocaleString('en')} characters at once, of files up to ${largestText / 1024 / 1024} MB. One line says which lines follow and where to go on; after an empty line, they stand exactly as in the file.`;

export const readTool = (workspace: Workspace): Tool<Input> => ({
  name: 'read',
  description,
  input,
  repeatable: () => true,
  call: (given) => callAt(workspace, given.path, 'read', (name) => `${name}${linesOf(given)}`),
  run: (given) =>
    lookAt(findPlace(workspace, given.path), async (place) => {
      const text = await readText(place);
      return typeof text === 'string' ? partOf(text, given, place.name) : text;
    }),
});

function linesOf({ from_line, lines }: Input): string {
  if (lines !== undefined) return `, lines ${from_line}–${from_line + lines - 1}`;
  return from_line === 1 ? '' : `, from line ${from_line}`;
}

function partOf(text: string, { from_line, lines: wanted }: Input, name: string): string | Refused {
  if (text === '') return `${name}: an empty file`;
  const all = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const first = all[from_line - 1];
  if (first === undefined) return { refused: `${name} has only ${count(all.length, 'line')}.` };
  const asked = all.slice(from_line - 1, wanted === undefined ? undefined : from_line - 1 + wanted);
  const whole = fit(asked);
  const shown = whole.length > 0 ? whole : [beginningOf(first)];
  return `${inLine(name)}: ${headOf(all, from_line, shown.length)}${formOf(text)}\n\n${shown.join('')}`;
}

function headOf(all: readonly string[], from: number, length: number): string {
  const last = from + length - 1;
  if (from === 1 && last === all.length) return `all of its ${count(all.length, 'line')}`;
  const next = last < all.length ? `; go on with from_line ${last + 1}` : '';
  return `lines ${from}–${last} of ${all.length}${next}`;
}

/** What a text does not show, but has to be known in order to write it again. */
function formOf(text: string): string {
  const lineEnds = text.includes('\r\n') ? '; its lines end in CRLF' : '';
  return text.endsWith('\n') ? lineEnds : `${lineEnds}; no line end after the last line`;
}

function beginningOf(line: string): string {
  const shown = toUSVString(line.slice(0, longestResult));
  return `${shown}\n[… ${(line.length - shown.length).toLocaleString('en')} characters of this line cut here …]\n`;
}
