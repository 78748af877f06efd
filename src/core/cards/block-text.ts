import { visible } from './agent-text.ts';
import type { Block, Span, Text } from './card.ts';

type Change = (text: string) => string;

/** The block with each piece of its text changed. */
export function mapBlock(block: Block, change: Change): Block {
  switch (block.kind) {
    case 'text':
    case 'note':
      return { ...block, text: mapText(block.text, change) };
    case 'facts':
      return {
        ...block,
        facts: block.facts.map(({ label, value }) => ({ label: change(label), value: mapText(value, change) })),
      };
    case 'progress':
      return {
        ...block,
        steps: block.steps.map((step) => ({
          ...step,
          name: change(step.name),
          note: step.note === null ? null : change(step.note),
        })),
      };
    case 'quote':
    case 'output':
      return { ...block, label: change(block.label), text: change(block.text) };
  }
}

/** The blocks as they will be drawn, with a name in place of each invisible character: this makes them longer. */
export const unveil = (blocks: readonly Block[]): Block[] => blocks.map((block) => mapBlock(block, visible));

const mapText = (text: Text, change: Change): Text => text.map((span) => mapSpan(span, change));

function mapSpan(span: Span, change: Change): Span {
  if (typeof span === 'string') return change(span);
  if ('time' in span) return span;
  if ('code' in span) return { code: change(span.code) };
  if ('strong' in span) return { strong: change(span.strong) };
  return { link: { ...span.link, text: change(span.link.text) } };
}

/** The length of each piece of a block's text. */
export function lengthsOf(block: Block): number[] {
  const lengths: number[] = [];
  mapBlock(block, (text) => {
    lengths.push(text.length);
    return text;
  });
  return lengths;
}
