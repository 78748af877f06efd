import { describe, expect, it } from 'vitest';
import { slackLogger } from '../../../../src/bots/slack/log.ts';
import type { Read } from '../../../../src/bots/slack/read/read.ts';
import type { Body } from '../../../../src/bots/chat/body.ts';
import { createDispatch } from '../../../../src/bots/slack/receive/dispatch.ts';
import { Self } from '../../../../src/bots/chat/self.ts';
import type { Delivery } from '../../../../src/bots/chat/intake.ts';

const words: Body = {
  ...{ type: 'event_callback', team_id: 'T0OURS', event_id: 'Ev1' },
  event: { type: 'message', channel: 'C0FILM', ts: '1764000000.000100', user: 'U0ADA', text: 'darker' },
};

describe('the dispatch', () => {
  function rig(handle: (read: Read | null) => Promise<void> = async () => undefined) {
    const [seen, logged]: [(Read | null)[], string[]] = [[], []];
    const note = (facts: object, message: string): void => void logged.push(message + JSON.stringify(facts));
    const log = { info: note, warn: note, error: note };
    const self = new Self(async () => ({ user: 'U0BOT' }));
    const take = createDispatch({
      ...{ self, log, apiUrl: new URL('http://127.0.0.1:1/api/') },
      handle: async (_, read) => {
        seen.push(read);
        await handle(read);
      },
    });
    const bring = (body: Body): Promise<void> => {
      const delivery: Delivery = {
        ...{ body, at: new Date(), isLate: false, isLast: false },
        acknowledge: async () => undefined,
      };
      return take(delivery);
    };
    return { bring, seen, logged };
  }

  it('hands on what it can read', async () => {
    const { bring, seen } = rig();
    await bring(words);
    expect(seen.map((it) => it?.kind)).toEqual(['visit']);
  });

  it.each<[string, Body]>([
    ['an authorization that is none', { ...words, authorizations: [null] }],
    ['an event whose parts are words', { ...words, event: { type: 'message', channel: 7, item: 'gossip' } }],
    ['actions that are words', { type: 'block_actions', user: { id: 'U0ADA' }, actions: ['gossip'] }],
  ])('takes %s, on which Bolt falls, for a shape that nobody knows', async (_, body) => {
    const { bring, seen, logged } = rig();
    await bring(body);
    expect(seen).toEqual([null]);
    expect(logged.join('')).not.toContain('gossip');
  });

  it('does not take a fault of ours for one of the shape: it is tried again', async () => {
    const { bring, seen } = rig(() => Promise.reject(new TypeError('A fault of ours.')));
    await expect(bring(words)).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });

  it('says of an error that quotes what came only what it is (S16)', () => {
    const logged: string[] = [];
    const warn = (facts: object, message: string): void => void logged.push(message + JSON.stringify(facts));
    const logger = slackLogger({ info: warn, warn, error: warn });
    logger.error(new TypeError("Cannot use 'in' operator to search for 'action_id' in gossip"));
    logger.error(new Error('The socket is closed.'));
    expect(logged.join('\n')).toMatch(/TypeError[\s\S]*The socket is closed/);
    expect(logged.join('')).not.toContain('gossip');
  });
});
