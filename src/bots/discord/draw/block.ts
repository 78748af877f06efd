import type { Block, Link } from '../../../core/cards/card.ts';
import { stepSymbols } from '../../../core/cards/plain.ts';
import { escaped } from './escape.ts';
import { fence, markdown, quote, strong } from './markdown.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** What a block is drawn on. */
export interface Ground {
  site: Site;
  /** Where a shortened text can be read whole; null where a button of the card leads there. */
  all: Link | null;
}

/** One block of the core as the markdown of a text display. */
export function drawBlock(block: Block, on: Ground): string {
  switch (block.kind) {
    case 'text':
      return markdown(block.text, on.site);
    case 'note':
      return drawNote(block, on);
    case 'facts':
      return drawFacts(block, on);
    case 'progress':
      return block.steps.map(drawStep).join('\n');
    case 'quote':
    case 'output':
      return drawFence(block, on);
  }
}

/** Small and grey if it is nothing but words. */
function drawNote({ text }: Of<'note'>, { site }: Ground): string {
  const drawn = markdown(text, site);
  return text.every((span) => typeof span === 'string') ? small(drawn) : drawn;
}

/** Of escaped words: small, each line of them. */
export const small = (drawn: string): string =>
  drawn
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `-# ${line}`))
    .join('\n');

const drawFacts = ({ facts }: Of<'facts'>, { site }: Ground): string =>
  facts
    .map(({ label, value }) => `**${escaped(label)}${/[?!:]$/.test(label) ? '' : ':'}** ${markdown(value, site)}`)
    .join('\n');

/** Never the symbol alone: the state is a word, too. */
function drawStep({ name, state, note }: Of<'progress'>['steps'][number]): string {
  const after = note === null ? '' : ` · ${escaped(note)}`;
  return `${stepSymbols[state]} ${strong(name)}  ${drawingWords.step[state]}${after}`;
}

/** What an agent, a command or a person wrote: below a label of ours, every character literal (S11). */
function drawFence({ kind, label, text, cut }: Of<'quote' | 'output'>, { site, all }: Ground): string {
  const shown = text.trim() === '' ? drawingWords.empty : text.trimEnd();
  const where = all === null ? '' : ` ${markdown([{ link: all }], site)}`;
  return [
    ...(label.trim() === '' ? [] : [strong(label)]),
    kind === 'quote' ? drawQuote(shown) : fence(shown),
    ...(cut ? [`*${drawingWords.cut}*${where}`] : []),
  ].join('\n');
}

/** A quote of more than `from` characters that backslashes make longer than `times` its length leaves too little room for the text itself. */
const long = { from: 500, times: 1.25 };

/** A quote reads best. A long text with many marks stands in a code block, where none needs a backslash. */
function drawQuote(text: string): string {
  const quoted = quote(text);
  return text.length > long.from && quoted.length > text.length * long.times ? fence(text) : quoted;
}
