import { readInline } from './inline.ts';
import { type Names, newPassage, noNames, type Passage } from './passage.ts';

/** What a line is by its beginning: https://support.discord.com/hc/en-us/articles/210298617 */
const beginnings: [RegExp, Passage['kind']][] = [
  [/^ {0,3}#{1,3} +(?=\S)/, 'heading'],
  [/^-# +(?=\S)/, 'small'],
  [/^ *(?:[-*]|\d{1,9}\.) +(?=\S)/, 'item'],
];

function kindOf(line: string): { kind: Passage['kind']; words: string } {
  for (const [pattern, kind] of beginnings) if (pattern.test(line)) return { kind, words: line.replace(pattern, '') };
  return { kind: 'words', words: line };
}

/** Lines of one kind that follow each other and are read together; headings and items stand alone. */
interface Block {
  kind: Passage['kind'];
  lines: string[];
}

/** Where `>>>` begins, everything to the end is quoted: one `> ` for each line says the same. */
function asQuotes(text: string): string[] {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith('>>> '));
  if (from === -1) return lines;
  return lines.map((line, index) => (index < from ? line : `> ${index === from ? line.slice(4) : line}`));
}

function blocksIn(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of asQuotes(text)) {
    const { kind, words } = line.startsWith('> ') ? { kind: 'quote' as const, words: line.slice(2) } : kindOf(line);
    const last = blocks.at(-1);
    if (last?.kind === kind && (kind === 'words' || kind === 'quote')) last.lines.push(words);
    else blocks.push({ kind, lines: [words] });
  }
  return blocks;
}

function readBlock({ kind, lines }: Block, names: Names): Passage {
  const passage = newPassage(kind);
  readInline(lines.join('\n'), passage, names);
  return passage;
}

const readLines = (text: string, names: Names): Passage[] =>
  text === '' ? [] : blocksIn(text).map((block) => readBlock(block, names));

function readFence(inside: string): Passage {
  const passage = newPassage('code');
  // A first line of one word names the language.
  passage.text = inside.replace(/^[\w+.#-]*\n(?=[\s\S])/, '').replace(/^\n|\n$/g, '');
  return passage;
}

/** Reads text as Discord shows it. Passages of nothing but space between others are left out. */
export function readMarkdown(text: string, names: Names = noNames): Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  for (const found of text.matchAll(/(?<!\\)```([\s\S]+?)```/g)) {
    passages.push(...readLines(text.slice(from, found.index), names), readFence(found[1] ?? ''));
    from = found.index + found[0].length;
  }
  passages.push(...readLines(text.slice(from), names));
  return passages.filter((it) => it.text.trim() !== '' || it.kind === 'code').map(trimmed);
}

const trimmed = (passage: Passage): Passage =>
  passage.kind === 'code' ? passage : { ...passage, text: passage.text.trim() };
