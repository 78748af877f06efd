import { describe, expect, it } from 'vitest';
import { answer } from '../../../../src/bots/slack/answer/answer.ts';
import { handle, type HandlingParts } from '../../../../src/bots/slack/answer/handle.ts';
import type { Read, Spot } from '../../../../src/bots/slack/read/read.ts';
import { SlackOutage } from '../../../../src/bots/slack/send/errors.ts';
import { encodePress, forOnly } from '../../../../src/core/cards/token.ts';
import type { Reply } from '../../../../src/core/intent.ts';
import { runCard } from '../../samples.ts';

const account = { surface: 'slack' as const, team: 'T1', user: 'U1' };
const run = { kind: 'run' as const, id: runCard(1).subject.id };
const ref = { channel: 'C1', thread: null, message: '1.1' };
const spot: Spot = {
  ...{ account, channel: 'C1', thread: null, trigger: null, view: null },
  responseUrl: 'https://hooks.slack.com/actions/1',
  pressed: { ref, isPrivate: true, card: { subject: run, revision: 1 } },
};
const token = forOnly('mara', encodePress({ press: 'command', runId: run.id, epoch: 0, verb: 'pause' }));
const intent = { kind: 'press' as const, token, on: ref, confirmed: false };
const where = { surface: 'slack' as const, channel: 'C1', thread: null };

/** Slack shows this many messages, and is away from then on. */
function answering(shows: number, reply: Reply) {
  const shown: string[] = [];
  const warned: string[] = [];
  const away = async (): Promise<never> => {
    throw new SlackOutage('slack-away', 'it does not answer');
  };
  const parts = {
    api: {
      respond: async (_: string, { text }: { text: string }) =>
        shown.length < shows ? (shown.push(text), 'told') : away(),
      ...{ postEphemeral: away, postDirect: away },
    },
    door: async () => reply,
    redrawing: { card: async () => Promise.reject(new Error('the database is away')) },
    log: { warn: (_: object, text: string) => void warned.push(text) },
    site: { publicUrl: null, mayCustomize: true },
  } as unknown as HandlingParts;
  return { parts, shown, warned };
}

const cards: Reply = { kind: 'cards', intro: ['Three runs.'], cards: [runCard(1), runCard(2), runCard(3)] };
const visit = { account, where, delivery: 'd1', source: 'slack_button' as const, at: new Date() };
const read: Read = { kind: 'visit', intent, visit, spot };
const delivery = { body: {}, at: new Date(), isLate: false, isLast: false, acknowledge: async () => undefined };

/** What fails is tried again, up to five times: with all that was said before. */
describe('a private answer that Slack shows a part of', () => {
  it('is not begun anew: what was shown is not shown twice', async () => {
    const { parts, shown, warned } = answering(2, cards);
    await answer(parts, { intent, where, spot }, cards);
    expect([shown.length, warned]).toEqual([2, ['Of 3 private cards, 2 could be shown.']]);
  });

  it('is tried again where nothing of it was shown', async () => {
    const { parts, warned } = answering(0, cards);
    await expect(answer(parts, { intent, where, spot }, cards)).rejects.toThrow('slack-away');
    expect(warned).toEqual([]);
  });

  it('is not said again because the card that was pressed can’t be drawn anew', async () => {
    const { parts, shown, warned } = answering(9, { kind: 'told', text: ['Paused.'] });
    await handle(parts, delivery, read);
    expect(shown).toEqual(['Paused.']);
    expect(warned).toEqual([expect.stringContaining('could not be brought up to date')]);
  });
});
