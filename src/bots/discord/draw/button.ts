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

/** A card's buttons, and below them what no form or second look says before a press does it. */
export function drawButtons(all: readonly Button[]): (ButtonRow | APITextDisplayComponent)[] {
  const buttons = apart(all);
  const rows = rowsOf(buttons.slice(0, mostButtons).map(drawButton));
  const below = [...linesOf(buttons), ...(buttons.length > mostButtons ? [drawingWords.leftOut] : [])];
  return below.length === 0 ? rows : [...rows, text(below.map((line) => small(escaped(line))).join('\n'))];
}

/** Discord takes no two with one custom_id. Two with one token do one thing: the first of them stays. */
const apart = (buttons: readonly Button[]): Button[] =>
  buttons.filter(({ token }, index) => buttons.findIndex((other) => other.token === token) === index);

const styles = {
  primary: ButtonStyle.Primary,
  plain: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<Button['style'], ButtonStyle>;

/** Discord has no dialog at a button: one that needs a second look comes unconfirmed, and the door asks for it. */
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

/** Of all of them: with the core's five at the most, one is never cut where it says whether it can be undone. */
const longestHints = 1500;

function linesOf(buttons: readonly Button[]): string[] {
  const hints = hintsOf(buttons.slice(0, mostButtons));
  const each = Math.max(Math.floor(longestHints / Math.max(hints.length, 1)), 300);
  const lines = hints.map(({ labels, hint }) => cap(plainly(`${labels}: ${hint}`), each).text);
  return lines.slice(0, Math.floor(longestHints / each));
}

/** Discord takes none that is empty. */
export const text = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: content.trim() === '' ? '–' : content,
});
