import type { KnownBlock } from '@slack/types';
import { visible } from '../../../core/cards/agent-text.ts';
import { unveil } from '../../../core/cards/block-text.ts';
import type { Block, Button, Card, Link } from '../../../core/cards/card.ts';
import { pathOfSubject } from '../../../core/cards/console-path.ts';
import { fit, lengthOf } from '../../../core/cards/fit.ts';
import type { CardSubject } from '../../../core/effect.ts';
import { leadsToAll, needsWhole } from '../../../core/cards/whole.ts';
import { limits } from '../limits.ts';
import { charactersOf } from './budget.ts';
import { drawBlock, type Ground } from './block.ts';
import { drawButtons } from './button.ts';
import { plain } from './plain.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

interface Parts {
  title: string | null;
  /** Blocks that are drawn already, to stand above everything else. */
  above?: readonly KnownBlock[];
  body: Block[];
  buttons: readonly Button[];
  /** Below the buttons. */
  aside?: readonly Block[];
}

const bodiesOf = ({ body, aside = [] }: Parts): Block[] => [...body, ...aside];

/** Characters kept free for what shortening adds: a line below each text that it cuts, one about our own text, and one about removed buttons. */
const reserve = { each: 120, once: 300, removed: 450 };

/** Draws title, body and buttons, shortened to what one message may hold. */
export function drawParts({ title, above = [], body, buttons, aside = [] }: Parts, on: Ground): KnownBlock[] {
  const shown = { title: title === null ? null : visible(title).trim(), body: unveil(body), aside: unveil(aside) };
  const parts = { ...shown, above, buttons };
  const whole = assemble(parts, on, Infinity);
  const over = Math.max(
    charactersOf(whole) - limits.message.characters,
    JSON.stringify(whole).length - limits.message.json,
  );
  if (over <= 0 && !hasTooMany(parts)) return whole;
  const kept = withoutNeedingWhole(parts, on);
  const all = bodiesOf(parts);
  const reserved = all.length * reserve.each + reserve.once + (kept === parts ? 0 : reserve.removed);
  return assemble(kept, on, over <= 0 ? Infinity : lengthOf(all) - over - reserved);
}

const hasTooMany = (parts: Parts): boolean =>
  (parts.above?.length ?? 0) +
    (parts.title === null ? 0 : 1) +
    bodiesOf(parts).length +
    drawButtons(parts.buttons).length >
  limits.message.blocks;

/**
 * Removes the buttons that may only be pressed by somebody who could read everything, since the message doesn't show everything (P13). A note
 * names them by the labels that they would have had.
 */
function withoutNeedingWhole(parts: Parts, { all }: Ground): Parts {
  const left = parts.buttons.filter(needsWhole).map(({ label }) => plain(label, limits.button.text).text);
  if (left.length === 0) return parts;
  const link = all === null ? [] : [' ', { link: all }];
  const note: Block = { kind: 'text', text: [{ strong: drawingWords.notWhole(left.join(', ')) }, ...link] };
  return { ...parts, body: [note, ...parts.body], buttons: parts.buttons.filter((button) => !needsWhole(button)) };
}

function assemble({ title, above = [], body, buttons, aside = [] }: Parts, on: Ground, room: number): KnownBlock[] {
  const isHeader = title !== null && title.length <= limits.header;
  const header: KnownBlock[] = isHeader ? [{ type: 'header', text: plain(title, limits.header) }] : [];
  const head = [...above, ...header];
  const longTitle: Block[] = isHeader || title === null ? [] : [{ kind: 'text', text: [{ strong: title }] }];
  const actions = drawButtons(buttons);
  const fitted = fit([...longTitle, ...body, ...aside], room, drawingWords.ownCut);
  const blocks = fitted.map((block) => drawBlock(block, on));
  const upper = blocks.slice(0, blocks.length - aside.length);
  const lower = [...actions, ...blocks.slice(upper.length)];
  return [...head, ...atMost(upper, limits.message.blocks - head.length - lower.length, on), ...lower];
}

/** Cards have about ten blocks. Slack refuses the whole message if it has more than fifty. */
function atMost(blocks: KnownBlock[], most: number, on: Ground): KnownBlock[] {
  if (blocks.length <= most) return blocks;
  return [...blocks.slice(0, most - 1), drawBlock({ kind: 'text', text: [{ strong: drawingWords.ownCut }] }, on)];
}

/** The status and its reason first, then the body; of a settled card also the outcome, where the buttons were. */
export const bodyOf = ({ badge, why, blocks, outcome }: Card): Block[] => [
  { kind: 'text', text: [{ strong: badge.word }, ` ${badge.symbol}  `, ...why] },
  ...blocks,
  ...(outcome === null ? [] : [{ kind: 'text' as const, text: outcome }]),
];

/** A card with a button that shows everything needs no link to it. */
export function groundOf({ subject, buttons }: Pick<Card, 'subject' | 'buttons'>, site: Site): Ground {
  return { site, all: buttons.some(leadsToAll) ? null : allOf(subject) };
}

const allOf = (subject: CardSubject): Link => ({ text: drawingWords.all, path: pathOfSubject(subject) });
