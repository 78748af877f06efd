import fc from 'fast-check';
import { mapBlock } from '../../../src/core/cards/block-text.ts';
import type { Block, Button, Card, Text } from '../../../src/core/cards/card.ts';
import { asideOf } from '../../../src/core/cards/plain.ts';
import { encodePress } from '../../../src/core/cards/token.ts';
import { card } from '../../contract/arbitraries.ts';
import { project } from '../project.ts';
import { wildCard } from '../wild.ts';

/** As the core makes them: some agree, some act at once, some ask once more. */
function tokenOf(index: number, token: string): string {
  const [askId, runId] = [`k_${index}`, `r_${index}`];
  switch (index % 4) {
    case 0:
      return encodePress({ press: 'answer', askId, revision: 1, choice: 'approve' });
    case 1:
      return encodePress({ press: 'command', runId, epoch: 1, verb: 'pause' });
    case 2:
      return encodePress({ press: 'command', runId, epoch: 1, verb: 'cancel' });
    default:
      return `${index}.${token}`.slice(0, 100);
  }
}

/** Numbered, as a label that had to be cut is told from others by its beginning. */
const withTokens = (buttons: readonly Button[]): Button[] =>
  buttons.map((button, index) => ({
    ...button,
    label: `${index}. ${button.label}`,
    token: tokenOf(index, button.token),
  }));

/** Any card that the core may make, with buttons that it knows. */
export const calmCard = card.map((it): Card => ({ ...it, buttons: withTokens(it.buttons) }));

/** What stands for nothing differs by surface, and says nothing. */
const somewhat = (text: string): string => (text.trim() === '' ? '–' : text);
const filled = (block: Block): Block => mapBlock(block, somewhat);

function filledText(text: Text): Text {
  const block = filled({ kind: 'text', text });
  return block.kind === 'text' ? block.text : text;
}

function withWords(it: Card): Card {
  const outcome = it.outcome === null ? null : filledText(it.outcome);
  const [aside] = asideOf(it).map(filled);
  const facts = aside?.kind === 'facts' ? aside.facts : [];
  return { ...it, why: filledText(it.why), blocks: it.blocks.map(filled), outcome, aside: facts };
}

/** Cards as the core makes them, around texts of any length. */
export const coreCard = fc.tuple(project, fc.nat()).map(([{ cards }, n]) => withWords(cards[n % cards.length]!));

/** Twenty-five buttons are as many as Discord has room for. */
const most = 25;

/** Far beyond what the core may make, but that what is settled has no buttons any more. */
export const longCard = wildCard.map((it) =>
  withWords({ ...it, buttons: it.outcome === null ? withTokens(it.buttons.slice(0, most)) : [] }),
);
