import { ComponentType } from 'discord.js';
import type { APISeparatorComponent, APITextDisplayComponent } from 'discord.js';
import { visible } from '../../../core/cards/agent-text.ts';
import type { Block, Button, Card, Link } from '../../../core/cards/card.ts';
import { pathOfSubject } from '../../../core/cards/console-path.ts';
import { leadsToAll, needsWhole } from '../../../core/cards/whole.ts';
import type { CardSubject } from '../../../core/effect.ts';
import { limits } from '../limits.ts';
import type { Ground } from './block.ts';
import { charactersOf } from './budget.ts';
import { type ButtonRow, drawButtons, text } from './button.ts';
import { readPressed } from './custom-id.ts';
import { escaped } from './escape.ts';
import { fitted, sizeOf } from './fitted.ts';
import { plainly } from './plain.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

export interface Parts {
  title: string | null;
  /** Drawn already: a line above everything. */
  above?: string;
  body: Block[];
  /** What came of it: below a line, in the place of the buttons. */
  outcome: Block | null;
  buttons: readonly Button[];
  /** Below the buttons, or the outcome: of our own words, a few lines. */
  aside?: readonly Block[];
}

export type Part = APITextDisplayComponent | APISeparatorComponent | ButtonRow;

/** Characters. A longer title stands as bold text, and is shortened like any other. */
const longestTitle = 300;

/** Title, body and buttons within what one message may hold. */
export function drawParts(parts: Parts, on: Ground): Part[] {
  const whole = assemble(parts, on);
  return whole.isCut ? assemble(withoutYes(parts, on), on).drawn : whole.drawn;
}

/** Without the buttons that agree to what had to be shortened here, or that lead on to one that does (P13). */
function withoutYes(parts: Parts, { all }: Ground): Parts {
  const left = parts.buttons.filter(agrees).map(({ label }) => label);
  if (left.length === 0) return parts;
  const link = all === null ? [] : [' ', { link: all }];
  const note: Block = { kind: 'text', text: [{ strong: drawingWords.notWhole(left.join(', ')) }, ...link] };
  return { ...parts, body: [note, ...parts.body], buttons: parts.buttons.filter((button) => !agrees(button)) };
}

/** To what is to be read first: a yes, what leads to one, the *Confirm* of a second look, and what submits a form as it stands. */
function agrees(button: Button): boolean {
  const read = readPressed(button.token);
  return read.pressed === 'send' || (read.pressed === 'button' && (read.confirmed || needsWhole(button)));
}

/** The title as a heading; a longer one as a block that can be cut. */
function titled({ title, above = '' }: Parts): { heading: string; longTitle: Block[] } {
  const lead = above && `${above}\n`;
  if (title === null) return { heading: lead, longTitle: [] };
  const isHeading = visible(title).length <= longestTitle;
  return isHeading
    ? { heading: `${lead}## ${escaped(plainly(title) || '–')}\n`, longTitle: [] }
    : { heading: lead, longTitle: [{ kind: 'text', text: [{ strong: title }] }] };
}

function assemble(parts: Parts, on: Ground): { drawn: Part[]; isCut: boolean } {
  const { body, outcome, buttons, aside = [] } = parts;
  const { heading, longTitle } = titled(parts);
  const end = outcome === null ? [] : [outcome];
  const actions = drawButtons(buttons);
  const room = limits.message.characters - charactersOf(actions) - heading.length;
  const lower = fitted(aside, on, Math.floor(room / 4));
  const { shown, isCut } = fitted([...longTitle, ...body, ...end], on, room - sizeOf(lower.shown));
  const [first = '', ...others] = shown;
  const drawn = [heading + first, ...others];
  const upper = outcome === null ? drawn : drawn.slice(0, -1);
  const settled = outcome === null ? [] : [text(drawn.at(-1) ?? '')];
  const below: Part[] = [...settled, ...actions, ...joined(lower.shown, 1)];
  const line: Part[] = below.length === 0 ? [] : [{ type: ComponentType.Separator }];
  return {
    drawn: [...joined(upper, limits.container - line.length - below.length), ...line, ...below],
    isCut: isCut || lower.isCut,
  };
}

/** One text display each; what is beyond `most` is joined in the last one. */
function joined(drawn: readonly string[], most: number): Part[] {
  const rest = drawn.slice(most - 1).join('\n\n');
  return [...drawn.slice(0, most - 1), ...(rest === '' ? [] : [rest])].map(text);
}

/** Badge and reason first, then the body. The badge's word comes before its symbol; the colour only repeats it. */
export const bodyOf = ({ badge, why, blocks }: Card): Block[] => [
  { kind: 'text', text: [{ strong: badge.word }, ` ${badge.symbol}  `, ...why] },
  ...blocks,
];

/** A card whose own button leads to everything needs no second way there. */
export function groundOf({ subject, buttons }: Pick<Card, 'subject' | 'buttons'>, site: Site): Ground {
  return { site, all: buttons.some(leadsToAll) ? null : allOf(subject) };
}

const allOf = (subject: CardSubject): Link => ({ text: drawingWords.all, path: pathOfSubject(subject) });
