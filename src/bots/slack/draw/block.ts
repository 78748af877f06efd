import type { ContextBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { Block, Link } from '../../../core/cards/card.ts';
import { stepSymbols } from '../../../core/cards/plain.ts';
import { limits } from '../limits.ts';
import { plain } from './plain.ts';
import { rich, richBlock, section, italic, strong, words } from './rich.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** What the drawing of a block depends on, besides the block. */
export interface Ground {
  site: Site;
  /** Where a shortened text can be read in full; null if a button of the same card leads there. */
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

/** Small and grey if it is plain words. What has styles or links needs rich text. */
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

/** The state is a word as well as a symbol. */
function drawStep({ name, state, note }: Of<'progress'>['steps'][number]): RichTextElement[] {
  const after = note === null ? '' : ` · ${note}`;
  return [words(`${stepSymbols[state]} `), strong(name), words(`  ${drawingWords.step[state]}${after}`)];
}

const lines = (rows: RichTextElement[][]): RichTextElement[] =>
  rows.flatMap((row, index) => (index === 0 ? row : [words('\n'), ...row]));

/** What an agent, a command or a person wrote: in a quote or code element of its own, below our label, with every character literal (S11). */
function drawFence({ kind, label, text, cut }: Of<'quote' | 'output'>, { site, all }: Ground): RichTextBlock {
  const elements = [words(text.trim() === '' ? drawingWords.empty : text)];
  const fence =
    kind === 'quote'
      ? ({ type: 'rich_text_quote', elements } as const)
      : ({ type: 'rich_text_preformatted', elements } as const);
  const where = all === null ? [] : rich([' ', { link: all }], site);
  const below = cut ? [section([italic(drawingWords.cut), ...where])] : [];
  return richBlock([...(label === '' ? [] : [section([strong(label)])]), fence, ...below]);
}
