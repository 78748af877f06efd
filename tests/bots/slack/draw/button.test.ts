import type { ActionsBlock, Button as SlackButton } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { drawButtons } from '../../../../src/bots/slack/draw/button.ts';
import type { Button } from '../../../../src/core/cards/card.ts';
import { cards } from '../../gallery.ts';

const button: Button = {
  token: 'c.r_1.3.cancel',
  label: 'Cancel',
  style: 'danger',
  hint: "Stops this run. This can't be undone. Takes effect at once: the local step in flight is aborted. Costs nothing.",
  confirm: {
    title: 'Cancel this run?',
    text: "Stops this run. This can't be undone.",
    yes: 'Cancel it',
    no: 'Keep it',
  },
};
const draw = (...buttons: Button[]): SlackButton[] => {
  const [row] = drawButtons(buttons);
  return (row as ActionsBlock).elements as SlackButton[];
};
const spoken = (label: string, hint: string): string | undefined =>
  draw({ ...button, label, hint })[0]?.accessibility_label;

describe('a button in Slack', () => {
  it('asks once more in a dialog of Slack’s own, and says so in its action', () => {
    const [cancel] = draw(button);
    expect(cancel).toMatchObject({
      ...{ action_id: 'look.0', value: 'c.r_1.3.cancel', style: 'danger' },
      confirm: {
        ...{ title: { text: 'Cancel this run?' }, text: { text: "Stops this run. This can't be undone." } },
        ...{ confirm: { text: 'Cancel it' }, deny: { text: 'Keep it' }, style: 'danger' },
      },
    });
  });

  it.each([
    ['title', { title: 'x'.repeat(101) }],
    ['text', { text: `${'It aborts the step. '.repeat(14)}Not all fits. This can't be undone.` }],
    ['yes', { yes: 'x'.repeat(31) }],
    ['no', { no: 'x'.repeat(31) }],
    ['text, with what is invisible in it shown,', { text: '\u202e'.repeat(50) }],
  ])('cuts no dialog: whose %s is too long leaves the second look to the door', (_, over) => {
    const [cancel] = draw({ ...button, confirm: { ...button.confirm!, ...over } });
    expect(cancel?.action_id).toBe('press.0');
    expect(cancel?.confirm).toBeUndefined();
  });

  it('takes a dialog of exactly what fits', () => {
    const confirm = { title: 'x'.repeat(100), text: 'x'.repeat(300), yes: 'x'.repeat(30), no: 'x'.repeat(30) };
    expect(draw({ ...button, confirm })[0]).toMatchObject({
      action_id: 'look.0',
      confirm: { title: { text: confirm.title }, text: { text: confirm.text } },
    });
  });

  it('is read out with its name first, then what it does, in whole sentences', () => {
    expect(spoken('Cancel', button.hint)).toBe("Cancel: Stops this run. This can't be undone. Costs nothing.");
    expect(spoken('Pause', 'Pauses execution.')).toBe('Pause: Pauses execution.');
    expect(spoken('Go', `${'word '.repeat(40)}end.`)).toMatch(/^Go: word .{60,}…$/);
  });

  it('never leaves out that it can’t be undone when it is read out', () => {
    const hint = "Runs it at once, locally, exactly as it is shown on this card. This can't be undone. Spends.";
    expect(spoken('Approve', hint)).toBe("Approve: This can't be undone. Spends.");
  });

  it('has its colour: at most one primary, danger where it destroys, none elsewhere', () => {
    expect(draw({ ...button, style: 'primary' }, { ...button, style: 'plain' }).map(({ style }) => style)).toEqual([
      'primary',
      undefined,
    ]);
  });

  it('says below the buttons what a press does at once, where no form or dialog will (P27)', () => {
    const hints = (name: string): string[] =>
      drawButtons(cards[name]!.buttons).flatMap((block) =>
        block.type === 'context' ? block.elements.map((it) => ('text' in it ? it.text : '')) : [],
      );
    expect(hints('running')).toEqual([
      'Pause: Pauses execution. You can resume later. The local step in flight finishes and is kept; no further step starts. Costs nothing.',
    ]);
    expect(hints('gate')[0]).toMatch(/^Approve: Makes it final.*A rollback can undo it\. Spends from the budget: \$/);
    expect(hints('completed')).toEqual([]);
    // Four options do the same: said once, behind their names.
    expect(hints('question')).toEqual([
      '“The test” · “The README”: The work goes on with this answer at once, locally. Spends from the budget: $0.0123 spent of $0.50.',
    ]);
  });
});
