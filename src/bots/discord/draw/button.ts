import { ButtonStyle, ComponentType } from 'discord.js';
import type { APIActionRowComponent, APIButtonComponentWithCustomId, APITextDisplayComponent } from 'discord.js';
import { cap } from '../../../core/cards/agent-text.ts';
import { hintsOf } from '../../../core/cards/at-once.ts';
import type { Button } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';
import { small } from './block.ts';
import { escaped } from './escape.ts';
import { plain, plainly } from './plain.ts';
import { drawingWords } from './words.ts';

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;

const mostRows = 5;
const mostButtons = mostRows * limits.row.buttons;

/** A card's buttons. Below them stands what those do that act on the press itself, without a form or a second look. */
export function drawButtons(all: readonly Button[]): (ButtonRow | APITextDisplayComponent)[] {
  const buttons = withoutRepeats(all);
  const rows = rowsOf(buttons.slice(0, mostButtons).map(drawButton));
  const below = [...linesOf(buttons), ...(buttons.length > mostButtons ? [drawingWords.leftOut] : [])];
  return below.length === 0 ? rows : [...rows, text(below.map((line) => small(escaped(line))).join('\n'))];
}

/** Discord refuses a custom_id that occurs twice. Buttons with the same token do the same, so the first one stays. */
const withoutRepeats = (buttons: readonly Button[]): Button[] =>
  buttons.filter(({ token }, index) => buttons.findIndex((other) => other.token === token) === index);

const styles = {
  primary: ButtonStyle.Primary,
  plain: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<Button['style'], ButtonStyle>;

/** Discord has no confirm dialog: a button that needs a second look is pressed unconfirmed, and the door then asks for it. */
export const drawButton = ({ token, label, style }: Pick<Button, 'token' | 'label' | 'style'>) => ({
  type: ComponentType.Button as const,
  style: styles[style],
  custom_id: token,
  label: plain(label, limits.button.label),
});

export function rowsOf(buttons: APIButtonComponentWithCustomId[]): ButtonRow[] {
  const most = limits.row.buttons;
  return Array.from({ length: Math.ceil(buttons.length / most) }, (_, index) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(index * most, (index + 1) * most),
  }));
}

/**
 * Characters for all hints together. Of the five buttons that a card of the core has at most, each hint then has 300, so that its end stays:
 * whether it can be undone.
 */
const longestHints = 1500;

function linesOf(buttons: readonly Button[]): string[] {
  const hints = hintsOf(buttons.slice(0, mostButtons));
  const each = Math.max(Math.floor(longestHints / Math.max(hints.length, 1)), 300);
  const lines = hints.map(({ labels, hint }) => cap(plainly(`${labels}: ${hint}`), each).text);
  return lines.slice(0, Math.floor(longestHints / each));
}

/** Discord refuses an empty one. */
export const text = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: content.trim() === '' ? '–' : content,
});
