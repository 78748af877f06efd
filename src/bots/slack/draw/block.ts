import type { ContextBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { Block, Link } from '../../../core/cards/card.ts';
import { stepSymbols } from '../../../core/cards/plain.ts';
import { limits } from '../limits.ts';
import { plain } from './plain.ts';
import { rich, richBlock, section, slanted, strong, words } from './rich.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** What a block is drawn on. */
export interface Ground {
  site: Site;
  /** Where a text that was shortened stands whole, unless a button beside it leads there. */
  all: Link | null;
}

/** One block of the core as one of Slack's. */
export function drawBlock(block: Block, on: Ground): RichTextBlock | ContextBlock {
  switch (block.kind) {
    case 'text':
      return richBlock([section(rich(block.text, on.site))]);
    case 'note':
      return drawNote(block, on);
    case 'facts':
      return drawFacts(block, on);
    case 'progress':
      return richBlock([section(lines(block.steps.map(drawStep)))]);
    case 'quote':
    case 'output':
      return drawFence(block, on);
  }
}

/** Small and grey where it is nothing but words. */
function drawNote({ text }: Of<'note'>, { site }: Ground): RichTextBlock | ContextBlock {
  const all = text.filter((span) => typeof span === 'string').join('');
  const isPlain = text.every((span) => typeof span === 'string') && all.length <= limits.text;
  return isPlain ? { type: 'context', elements: [plain(all, limits.text)] } : richBlock([section(rich(text, site))]);
}

const drawFacts = ({ facts }: Of<'facts'>, { site }: Ground): RichTextBlock =>
  richBlock([
    section(
      lines(
        facts.map(({ label, value }) => [
          strong(/[?!:]$/.test(label) ? label : `${label}:`),
          words(' '),
          ...rich(value, site),
        ]),
      ),
    ),
  ]);

/** Never the symbol alone: the state is a word, too. */
function drawStep({ name, state, note }: Of<'progress'>['steps'][number]): RichTextElement[] {
  const after = note === null ? '' : ` · ${note}`;
  return [words(`${stepSymbols[state]} `), strong(name), words(`  ${drawingWords.step[state]}${after}`)];
}

const lines = (rows: RichTextElement[][]): RichTextElement[] =>
  rows.flatMap((row, index) => (index === 0 ? row : [words('\n'), ...row]));

/** What an agent, a command or a person wrote: below a label of ours, in an element of its own, every character literal (S11). */
function drawFence({ kind, label, text, cut }: Of<'quote' | 'output'>, { site, all }: Ground): RichTextBlock {
  const elements = [words(text.trim() === '' ? drawingWords.empty : text)];
  const fence =
    kind === 'quote'
      ? ({ type: 'rich_text_quote', elements } as const)
      : ({ type: 'rich_text_preformatted', elements } as const);
  const where = all === null ? [] : rich([' ', { link: all }], site);
  const below = cut ? [section([slanted(drawingWords.cut), ...where])] : [];
  return richBlock([...(label === '' ? [] : [section([strong(label)])]), fence, ...below]);
}
