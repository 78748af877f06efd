import { afterEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../../src/bots/chat/intake.ts';
import { createDeliver } from '../../../../src/bots/discord/receive/deliver.ts';

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
