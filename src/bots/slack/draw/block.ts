import type { ContextBlock, RichTextBlock, RichTextElement } from '@slack/types';
import { visible } from '../../../core/cards/agent-text.ts';
import type { Block, StepState } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';
import { plain } from './plain.ts';
import { rich, richBlock, section, slanted, strong, words } from './rich.ts';
import type { Site } from './site.ts';
import { drawWords } from './words.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;
export type Fence = Of<'quote' | 'output'>;

/** One block of the core as one of Slack's. */
export function drawBlock(block: Block, site: Site): RichTextBlock | ContextBlock {
  switch (block.kind) {
    case 'text':
      return richBlock([section(rich(block.text, site))]);
    case 'note':
      return drawNote(block, site);
    case 'facts':
      return richBlock([
        section(lines(block.facts.map((fact) => [strong(fact.label), words(': '), ...rich(fact.value, site)]))),
      ]);
    case 'progress':
      return richBlock([section(lines(block.steps.map(drawStep)))]);
    case 'quote':
    case 'output':
      return drawFence(block);
  }
}

/** Small and grey where it is nothing but words. */
function drawNote({ text }: Of<'note'>, site: Site): RichTextBlock | ContextBlock {
  if (!text.every((span) => typeof span === 'string')) return richBlock([section(rich(text, site))]);
  return { type: 'context', elements: [plain(text.join(''), limits.text)] };
}

const symbols: Record<StepState, string> = { done: '✔', now: '▶', waiting: '✋', failed: '✖', 'to come': '○' };

/** The word beside the symbol: never the symbol alone. */
function drawStep({ name, state, note }: Of<'progress'>['steps'][number]): RichTextElement[] {
  const after = `  ${drawWords.step[state]}${note === null ? '' : ` · ${note}`}`;
  const head = words(`${symbols[state]} `);
  return [head, state === 'to come' ? words(name) : strong(name), words(after)];
}

const lines = (rows: RichTextElement[][]): RichTextElement[] =>
  rows.flatMap((row, index) => (index === 0 ? row : [words('\n'), ...row]));

/** What an agent, a command or a person wrote: below a label of ours, in an element of its own, every character literal (S11). */
function drawFence({ kind, label, text, cut }: Fence): RichTextBlock {
  const inside = [words(text.trim() === '' ? drawWords.empty : text)];
  const fence =
    kind === 'quote'
      ? ({ type: 'rich_text_quote', elements: inside } as const)
      : ({ type: 'rich_text_preformatted', elements: inside } as const);
  return richBlock([section([strong(visible(label))]), fence, ...(cut ? [section([slanted(drawWords.cut)])] : [])]);
}
