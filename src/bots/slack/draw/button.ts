import type { ActionsBlock, Button as SlackButton, ConfirmationDialog } from '@slack/types';
import { cap, visible } from '../../../core/cards/agent-text.ts';
import type { Button, Confirm } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';
import { plain } from './plain.ts';

/** `look.` where Slack itself has asked once more before the press reaches us; `press.` everywhere else. */
export function drawButtons(buttons: readonly Button[]): ActionsBlock[] {
  const elements = buttons.map(drawButton);
  const rows: ActionsBlock[] = [];
  for (let from = 0; from < elements.length; from += limits.actions.elements) {
    rows.push({ type: 'actions', elements: elements.slice(from, from + limits.actions.elements) });
  }
  return rows;
}

function drawButton(button: Button, index: number): SlackButton {
  const asks = button.confirm !== null && fitsDialog(button.confirm);
  return {
    type: 'button',
    action_id: `${asks ? 'look' : 'press'}.${index}`,
    value: button.token,
    text: plain(button.label, limits.button.text),
    accessibility_label: spoken(button),
    ...(button.style === 'plain' ? {} : { style: button.style }),
    ...(asks && button.confirm ? { confirm: drawConfirm(button.confirm, button.style === 'danger') } : {}),
  };
}

/**
 * A dialog that would have to be cut might lose the sentence that matters. Without one the press comes unconfirmed, and the door asks
 * for the second look, which a modal shows whole.
 */
const fitsDialog = ({ title, text, yes, no }: Confirm): boolean =>
  title.length <= limits.confirm.title &&
  text.length <= limits.confirm.text &&
  yes.length <= limits.confirm.button &&
  no.length <= limits.confirm.button;

const drawConfirm = (confirm: Confirm, isDanger: boolean): ConfirmationDialog => ({
  title: plain(confirm.title, limits.confirm.title),
  text: plain(confirm.text, limits.confirm.text),
  confirm: plain(confirm.yes, limits.confirm.button),
  deny: plain(confirm.no, limits.confirm.button),
  style: isDanger ? 'danger' : 'primary',
});

/** Read out instead of the button's text, so that text comes first; then as many whole sentences of the hint as fit. */
function spoken({ label, hint }: Button): string {
  const limit = limits.button.accessibilityLabel;
  const all = `${visible(label)}: ${visible(hint)}`.trim();
  if (all.length <= limit) return all;
  const whole = all.slice(0, limit + 1).match(/^[\s\S]*[.!?](?=\s)/)?.[0];
  return whole ?? cap(all, limit).text;
}
