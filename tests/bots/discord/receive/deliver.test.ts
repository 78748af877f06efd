import { afterEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../../src/bots/chat/intake.ts';
import { createDeliver, isAct } from '../../../../src/bots/discord/receive/deliver.ts';

describe('what the gateway tells, while the store takes nothing', () => {
  let stopping = new AbortController();
  afterEach(() => stopping.abort());

  function rig() {
    stopping = new AbortController();
    const received: unknown[] = [];
    const lost: object[] = [];
    const nothing = (): void => undefined;
    const deliver = createDeliver({
      intake: {
        receive: async ({ body }: Incoming) => {
          received.push(body['t']);
          throw new Error('connect ECONNREFUSED');
        },
      },
      log: { info: nothing, warn: nothing, error: (facts) => void lost.push(facts) },
      stopping: stopping.signal,
    });
    const say = (count: number): void => {
      for (let n = 0; n < count; n += 1) deliver({ t: 'MESSAGE_CREATE', d: { id: String(n), author: {} } });
    };
    const press = (): void => deliver({ t: 'INTERACTION_CREATE', d: { id: 'press' } });
    return { received, lost, say, press };
  }

  it('takes nobody’s click for the words of all others (S19)', () => {
    const { received, lost, say, press } = rig();
    say(2_000);
    press();
    expect([received.at(-1), lost]).toEqual(['INTERACTION_CREATE', []]);
  });

  it('is bounded, and what is lost by that is told', () => {
    const { received, lost, say } = rig();
    say(2_001);
    expect(received).toHaveLength(2_000);
    expect(lost).toMatchObject([{ type: 'MESSAGE_CREATE', inHand: { words: 2_000 } }]);
  });
});

describe('what the gateway tells', () => {
  const said = { id: '1', channel_id: '2', content: 'stop' };
  const author = { id: '3', username: 'ada' };

  it.each([
    ['words', 'MESSAGE_CREATE', { ...said, author }],
    ['changed words', 'MESSAGE_UPDATE', { ...said, author, edited_timestamp: '2026-11-21T10:00:00+00:00' }],
    ['a deletion', 'MESSAGE_DELETE', { id: '1', channel_id: '2' }],
    ['a click', 'INTERACTION_CREATE', { id: '1' }],
  ])('is handed on where it is %s', (_, t, d) => {
    expect(isAct({ t, d })).toBe(true);
  });

  it.each([
    ['a reaction (S3)', 'MESSAGE_REACTION_ADD', { user_id: '3', message_id: '1', emoji: { name: '✅' } }],
    ['what a bot says (P19)', 'MESSAGE_CREATE', { ...said, author: { ...author, bot: true } }],
    ['what a webhook says (P19)', 'MESSAGE_CREATE', { ...said, author, webhook_id: '4' }],
    ['a link preview (P10)', 'MESSAGE_UPDATE', { ...said, author, edited_timestamp: null }],
  ])('is not, where it is %s', (_, t, d) => {
    expect(isAct({ t, d })).toBe(false);
  });
});
