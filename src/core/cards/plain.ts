import { onOneLine } from './agent-text.ts';
import { linkInWords } from './console-path.ts';
import type { Block, Card, Span, StepState, Text } from './card.ts';

/** A time in UTC, for readers whose time zone is unknown. */
export const plainTime = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function plainSpan(span: Span, base: string): string {
  if (typeof span === 'string') return span;
  if ('time' in span) return plainTime(span.time);
  if ('link' in span) return base === '' ? linkInWords(span.link) : `${span.link.text} (${base}${span.link.path})`;
  return 'code' in span ? span.code : span.strong;
}

/** `base` is PUBLIC_URL without a slash at its end; '' where it is unknown. */
export const plainText = (text: Text, base = ''): string => text.map((span) => plainSpan(span, base)).join('');

/** Symbols of steps. Each is shown beside a word, never alone. */
export const stepSymbols: Record<StepState, string> = {
  done: '✔',
  now: '▶',
  waiting: '✋',
  paused: '⏸',
  failed: '✖',
  'to come': '○',
  'not done': '○',
};

/** A label with a colon, unless it ends with a mark of its own. */
const labelled = (label: string): string => (/[?!:]$/.test(label) ? label : `${label}:`);

export function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return plainText(block.text);
    case 'facts':
      return block.facts.map(({ label, value }) => `${labelled(label)} ${plainText(value)}`).join('\n');
    case 'progress':
      return block.steps
        .map((step) => `${stepSymbols[step.state]} ${step.name} (${step.state}${step.note ? `, ${step.note}` : ''})`)
        .join('\n');
    case 'quote':
    case 'output':
      return `${block.label}:\n${block.text.replace(/^/gm, '> ')}`;
  }
}

/** The facts below the buttons, as a block; none if there are no such facts. */
export const asideOf = ({ aside = [] }: Pick<Card, 'aside'>): Block[] =>
  aside.length === 0 ? [] : [{ kind: 'facts', facts: aside }];

/** The whole card as plain text: what notifications and readers without blocks show. */
export function plainCard(card: Omit<Card, 'fallback'>): string {
  return [
    `${card.badge.symbol} ${card.badge.word}: ${card.title}`,
    plainText(card.why),
    ...[...card.blocks, ...asideOf(card)].map(plainBlock),
    card.outcome ? plainText(card.outcome) : '',
    card.buttons.length > 0 ? `Buttons: ${card.buttons.map((button) => button.label).join(' · ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/**
 * Completes a card with its plain text. The title and the labels of buttons become one line each, with plain spaces only: platforms
 * replace other kinds of spaces in labels by plain ones, and we have to recognise a label when we read it back.
 */
export function finish(made: Omit<Card, 'fallback'>): Card {
  const buttons = made.buttons.map((button) => ({ ...button, label: onOneLine(button.label) }));
  const card = { ...made, title: onOneLine(made.title), buttons };
  return { ...card, fallback: plainCard(card) };
}
