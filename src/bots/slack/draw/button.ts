import type { ActionsBlock, Button as SlackButton, ConfirmationDialog, ContextBlock } from '@slack/types';
import { cap, visible } from '../../../core/cards/agent-text.ts';
import { hintsOf } from '../../../core/cards/at-once.ts';
import type { Button, Confirm } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';
import { accessibilityLabel } from './accessibility-label.ts';
import { plain } from './plain.ts';

/** A card's buttons, and below them the hints of those that act at once: no form or dialog says beforehand what they do. */
export function drawButtons(buttons: readonly Button[]): (ActionsBlock | ContextBlock)[] {
  const elements = buttons.map(drawButton);
  const rows: (ActionsBlock | ContextBlock)[] = [];
  for (let from = 0; from < elements.length; from += limits.actions.elements) {
    rows.push({ type: 'actions', elements: elements.slice(from, from + limits.actions.elements) });
  }
  return [...rows, ...drawHints(buttons)];
}

/** The action is `look.` if Slack asks for confirmation before it sends us the press, and `press.` otherwise. */
function drawButton(button: Button, index: number): SlackButton {
  const asks = button.confirm !== null && fitsDialog(button.confirm);
  return {
    type: 'button',
    action_id: `${asks ? 'look' : 'press'}.${index}`,
    value: button.token,
    text: plain(button.label, limits.button.text),
    accessibility_label: accessibilityLabel(button),
    ...(button.style === 'plain' ? {} : { style: button.style }),
    ...(asks && button.confirm ? { confirm: drawConfirm(button.confirm, button.style === 'danger') } : {}),
  };
}

/**
 * A dialog whose text had to be cut might lose the sentence that matters. So it is left out: then the press comes unconfirmed, and the door
 * asks for confirmation, which a modal shows in full.
 */
const fitsDialog = ({ title, text, yes, no }: Confirm): boolean =>
  visible(title).length <= limits.confirm.title &&
  visible(text).length <= limits.confirm.text &&
  Math.max(visible(yes).length, visible(no).length) <= limits.confirm.button;

const drawConfirm = (confirm: Confirm, isDanger: boolean): ConfirmationDialog => ({
  title: plain(confirm.title, limits.confirm.title),
  text: plain(confirm.text, limits.confirm.text),
  confirm: plain(confirm.yes, limits.confirm.button),
  deny: plain(confirm.no, limits.confirm.button),
  style: isDanger ? 'danger' : 'primary',
});

const longestHint = 500;

/** Slack's buttons have no tooltips. So what they do, when, and whether it can be undone is said below them (P27). */
function drawHints(buttons: readonly Button[]): ContextBlock[] {
  const lines = hintsOf(buttons).map(({ labels, hint }) => cap(`${labels}: ${hint}`, longestHint).text);
  return lines.length === 0 ? [] : [{ type: 'context', elements: [plain(lines.join('\n'), limits.text)] }];
}
