import { afterEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../../src/bots/chat/intake.ts';
import { createDeliver } from '../../../../src/bots/discord/receive/deliver.ts';
import type { Dispatch } from '../../../../src/bots/discord/receive/dispatch.ts';

describe('what the gateway tells, while the store takes nothing', () => {
  let stopping = new AbortController();
  afterEach(() => stopping.abort());

  function rig() {
    stopping = new AbortController();
    const received: unknown[] = [];
    const lost: object[] = [];
    const nothing = (): void => undefined;
    const deliver = createDeliver({
      receive: async ({ body }: Incoming) => {
        received.push(body['t']);
        throw new Error('connect ECONNREFUSED');
      },
      log: { info: nothing, warn: nothing, error: (facts) => void lost.push(facts) },
      stopping: stopping.signal,
    });
    const say = (count: number): void => {
      for (let n = 0; n < count; n += 1) void deliver({ t: 'MESSAGE_CREATE', d: { id: String(n), author: {} } }, 'now');
    };
    const press = (): void => void deliver({ t: 'INTERACTION_CREATE', d: { id: 'press' } }, 'now');
    return { received, lost, deliver, say, press };
  }

  it('takes nobody’s click for the words of all others (S19)', () => {
    const { received, lost, say, press } = rig();
    say(2_000);
    press();
    expect([received.at(-1), lost]).toEqual(['INTERACTION_CREATE', []]);
  });

  it.each<[string, Dispatch]>([
    ['by itself', { t: 'MESSAGE_DELETE', d: { id: '7' } }],
    ['with others', { t: 'MESSAGE_DELETE_BULK', d: { ids: ['6', '7'] } }],
  ])('is not heard any more where it was deleted %s', (_, deletion) => {
    const { received, deliver } = rig();
    const words = (t: string, id: string) => void deliver({ t, d: { id, edited_timestamp: 'x', author: {} } }, 'now');
    void deliver(deletion, 'now');
    words('MESSAGE_CREATE', '7');
    words('MESSAGE_UPDATE', '7');
    // The control: other words are.
    words('MESSAGE_CREATE', '8');
    expect(received).toEqual([deletion.t, 'MESSAGE_CREATE']);
  });

  it('is bounded, and what is lost by that is told', () => {
    const { received, lost, say } = rig();
    say(2_001);
    expect(received).toHaveLength(2_000);
    expect(lost).toMatchObject([{ type: 'MESSAGE_CREATE', inHand: { words: 2_000 } }]);
  });
});
