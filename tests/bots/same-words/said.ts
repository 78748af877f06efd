import { visible } from '../../../src/core/cards/agent-text.ts';
import { actsAtOnce } from '../../../src/core/cards/at-once.ts';
import type { Block, Card, Fact, Text } from '../../../src/core/cards/card.ts';
import { needsWhole } from '../../../src/core/cards/whole.ts';

/** What somebody reads on a card, wherever it is drawn: each part without its spaces, and without the marks of a drawing. */
export interface Said {
  title: string;
  /** Badge, why, body, outcome and what stands aside, in order. */
  own: string;
  /** What agents, commands and people wrote. */
  theirs: string;
  buttons: string[];
}

/** What a card has to say, wherever it is drawn. */
export interface ToSay extends Said {
  /** What each button that acts on the press itself does. */
  hints: { label: string; hint: string }[];
  /** Of the buttons, those that agree to all that stands on the card. */
  agreeing: string[];
}

/** Where a text was shortened, on every surface. */
export const cut = '✂';

/** Symbols beside words, and the colon or dot that a drawing puts between two texts. */
const marks = /[▶✓✕◆✔✖✋○●·:–]/gu;

export const squeezed = (text: string): string => text.replace(/\s+/g, '');
export const bare = (text: string): string => squeezed(visible(text)).replace(marks, '');

/** To the minute: every surface writes it in its own way. */
export const minute = (time: Date): string => `<${time.toISOString().slice(0, 16)}>`;

const ofText = (text: Text): string =>
  text
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('time' in span) return minute(span.time);
      if ('link' in span) return span.link.text;
      return 'code' in span ? span.code : span.strong;
    })
    .join('');

const ofFence = (it: { label: string; cut: boolean }): string => it.label + (it.cut ? cut : '');

const ofFacts = (facts: readonly Fact[]): string => facts.map(({ label, value }) => label + ofText(value)).join('');

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return ofText(block.text);
    case 'facts':
      return ofFacts(block.facts);
    case 'progress':
      return block.steps.map(({ name, state, note }) => name + state + (note ?? '')).join('');
    case 'quote':
    case 'output':
      return ofFence(block);
  }
}

const isFence = (block: Block) => block.kind === 'quote' || block.kind === 'output';

export function toSay({ title, badge, why, blocks, outcome, buttons, aside = [] }: Card): ToSay {
  const own = [badge.word, ofText(why), ...blocks.map(ofBlock), ofText(outcome ?? []), ofFacts(aside)];
  return {
    title: bare(title),
    own: bare(own.join('')),
    theirs: squeezed(
      blocks
        .filter(isFence)
        .map(({ text }) => visible(text))
        .join(''),
    ),
    buttons: buttons.map(({ label }) => bare(label)),
    agreeing: buttons.filter(needsWhole).map(({ label }) => bare(label)),
    hints: buttons.filter(actsAtOnce).map(({ label, hint }) => ({ label: bare(label), hint: bare(hint) })),
  };
}
