import { describe, expect, it } from 'vitest';
import { drawButtons } from '../../../../src/bots/discord/draw/button.ts';
import { customIds, readInGuild, readPressed, readSent } from '../../../../src/bots/discord/draw/custom-id.ts';
import { limits } from '../../../../src/bots/discord/limits.ts';
import { encodePress, forOnly, tokenLimit } from '../../../../src/core/cards/token.ts';
import type { Button } from '../../../../src/core/cards/card.ts';
import { cards } from '../../gallery.ts';
import { read } from './read.ts';

const button = (token: string, label = token): Button => ({
  ...{ token, label, hint: `${label} does it.` },
  ...{ style: 'plain', confirm: null },
});

describe('buttons in Discord', () => {
  it('stand five in a row', () => {
    const rows = drawButtons(Array.from({ length: 7 }, (_, index) => button(`b${index}`)));
    expect(rows.map((row) => ('components' in row ? row.components.length : 0))).toEqual([5, 2]);
  });

  it('are left out beyond what a message holds, which is said', () => {
    const lines = read(drawButtons(Array.from({ length: 30 }, (_, index) => button(`b${index}`))));
    expect(lines).toHaveLength(26);
    expect(lines.at(-1)).toBe('_ More buttons than Discord has room for: the others are in the console.');
  });

  it('are one where two would do the same, since Discord takes no custom_id twice', () => {
    expect(read(drawButtons([button('a', 'First'), button('a', 'Second'), button('b')]))).toEqual([
      '[First] secondary',
      '[b] secondary',
    ]);
  });

  it('say below them what a press does at once, where no form or second look will (P27)', () => {
    const hints = (name: string) => read(drawButtons(cards[name]!.buttons)).filter((line) => line.startsWith('_ '));
    expect(hints('gate')).toHaveLength(1);
    expect(hints('gate')[0]).toMatch(/^_ Approve: Makes it final.*A rollback can undo it\. Spends from the budget: \$/);
    expect(hints('completed')).toEqual([]);
    // Four options do the same: said once, behind their names.
    expect(hints('question')).toEqual([
      '_ “The test” · “The README”: The work goes on with this answer at once, locally. Spends from the budget: $0.0123 spent of $0.50.',
    ]);
  });
});

describe('what is pressed', () => {
  const token = forOnly(
    'mara',
    encodePress({ press: 'answer', askId: `ask_${'a'.repeat(21)}`, revision: 999_999_999, choice: 'try_again' }),
  );

  it('is a token of the core’s as it is, or confirmed by a second look, with room to spare', () => {
    expect(readPressed(token)).toEqual({ pressed: 'button', token, confirmed: false });
    expect(readPressed(customIds.confirm(token))).toEqual({ pressed: 'button', token, confirmed: true });
    expect(customIds.confirm(token).length).toBeLessThan(tokenLimit);
    expect(readPressed(customIds.keep)).toEqual({ pressed: 'keep' });
  });

  it.each([
    encodePress({ press: 'revoke', runId: `run_${'a'.repeat(20)}`, grantId: `grant_${'a'.repeat(20)}` }),
    encodePress({ press: 'answer', askId: `ask_${'a'.repeat(20)}`, revision: 999_999_999, choice: 'try_again' }),
  ])('fits into a custom_id, to one person, in direct messages, on a second look: %s', (own) => {
    const longest = customIds.inGuild('9'.repeat(20), customIds.confirm(forOnly('mara', own)));
    expect(longest.length).toBeLessThanOrEqual(limits.customId);
    const { customId } = readInGuild(longest);
    expect(readPressed(customId)).toMatchObject({ pressed: 'button', confirmed: true });
  });

  it('is a form that is kept, and a part of it', () => {
    const form = { id: 'V1StGXR8_Z5jdHi6B-myT', part: 1 };
    expect(readPressed(customIds.open(form))).toEqual({ pressed: 'open', form });
    expect(readPressed(customIds.send(form))).toEqual({ pressed: 'send', form });
    expect(readSent(customIds.kept(form))).toEqual({ form });
    expect(readSent('f.message.r_1')).toEqual({ token: 'f.message.r_1' });
    expect(readPressed(customIds.kept(form))).toMatchObject({ pressed: 'button', token: customIds.kept(form) });
  });
});
