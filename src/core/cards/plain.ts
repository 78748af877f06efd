import { linkInWords } from './console-path.ts';
import type { Block, Card, Span, StepState, Text } from './card.ts';

/** UTC, for readers whose zone is unknown. */
export const plainTime = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function plainSpan(span: Span, base: string): string {
  if (typeof span === 'string') return span;
  if ('time' in span) return plainTime(span.time);
  if ('link' in span) return base === '' ? linkInWords(span.link) : `${span.link.text} (${base}${span.link.path})`;
  return 'code' in span ? span.code : span.strong;
}

/** `base` is PUBLIC_URL without a slash at its end; '' where it is unknown. */
export const plainText = (text: Text, base = ''): string => text.map((span) => plainSpan(span, base)).join('');

/** Beside a word, never alone. */
export const stepSymbols: Record<StepState, string> = {
  done: '✔',
  now: '▶',
  waiting: '✋',
  failed: '✖',
  'to come': '○',
};

export function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return plainText(block.text);
    case 'facts':
      return block.facts.map((fact) => `${fact.label}: ${plainText(fact.value)}`).join('\n');
    case 'progress':
      return block.steps
        .map((step) => `${stepSymbols[step.state]} ${step.name} (${step.state}${step.note ? `, ${step.note}` : ''})`)
        .join('\n');
    case 'quote':
    case 'output':
      return `${block.label}:\n${block.text.replace(/^/gm, '> ')}`;
  }
}

/** The whole card as plain text: what notifications and readers without blocks show. */
export function plainCard(card: Omit<Card, 'fallback'>): string {
  return [
    `${card.badge.symbol} ${card.badge.word}: ${card.title}`,
    plainText(card.why),
    ...card.blocks.map(plainBlock),
    card.outcome ? plainText(card.outcome) : '',
    card.buttons.length > 0 ? `Buttons: ${card.buttons.map((button) => button.label).join(' · ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** A card is finished by its plain text. */
export const finish = (card: Omit<Card, 'fallback'>): Card => ({ ...card, fallback: plainCard(card) });
