import { describe, expect, it } from 'vitest';
import { readChanged } from '../../../../src/bots/slack/read/fate.ts';
import { readWords } from '../../../../src/bots/slack/read/message.ts';
import { kindOf } from '../../../../src/bots/slack/receive/kind.ts';
import { eventsOf } from '../../../../src/bots/slack/receive/missed-events.ts';
import { createMissedReader } from '../../../../src/bots/slack/receive/read-missed.ts';

const around = { team: 'T0OURS', channel: 'C0FILM', isShared: false };
const seen = { botUser: 'U0BOT', at: new Date(0) };
const said = {
  type: 'message',
  user: 'U0ADA',
  text: 'darker',
  ts: '1764000001.000100',
  thread_ts: '1764000000.000100',
};
const ofOthers = { ...said, user_team: 'T0THEIRS' };

describe('a message that stands in a thread', () => {
  it('is the event by which Slack would have told of it, with the same key', () => {
    const [body] = eventsOf(said, around);
    const event = { ...said, channel: 'C0FILM', channel_type: 'channel' };
    const told = { type: 'event_callback', event_id: 'Ev1', team_id: 'T0OURS', event };
    expect(kindOf(body!)).toEqual(kindOf(told));
    expect(readWords(body, seen)).toEqual(readWords(told, seen));
  });

  it('is that and its edit, where its author has edited it', () => {
    const edited = { ...said, edited: { user: 'U0ADA', ts: '1764000002.000000' } };
    const bodies = eventsOf(edited, around);
    expect(bodies.map((body) => kindOf(body)?.key)).toEqual([
      'slack:words:T0OURS:C0FILM:1764000001.000100',
      'slack:event:read-back.C0FILM.1764000001.000100.1764000002.000000',
    ]);
    expect(readChanged(bodies[1], seen)).toMatchObject({
      intent: { kind: 'edited', text: 'darker', message: said.ts },
    });
  });

  it.each<[string, object]>([
    ['of a bot', { bot_id: 'B0OTHER' }],
    ['of a role', { user: undefined, bot_id: 'B0', subtype: 'bot_message' }],
    ['of Slack', { subtype: 'channel_join' }],
    ['that was deleted', { subtype: 'tombstone' }],
    ['that nobody can read', { ts: 'gossip' }],
  ])('is nothing %s (P19)', (_, more) => {
    expect(eventsOf({ ...said, ...more }, around)).toEqual([]);
    expect(eventsOf(said, around)).toHaveLength(1);
  });

  it.each<[string, { isShared: boolean; message: typeof said; team: string; asked: number }]>([
    ['nobody’s, in a channel with people of other companies', { isShared: true, message: said, team: '?', asked: 1 }],
    ['ours, where nobody else is', { isShared: false, message: said, team: 'T0OURS', asked: 1 }],
    ['of the company that it names', { isShared: true, message: ofOthers, team: 'T0THEIRS', asked: 0 }],
  ])('is %s (S9)', async (_, { isShared, message, team, asked }) => {
    const [teams, questions]: [unknown[], string[]] = [[], []];
    const read = createMissedReader({
      api: { said: async () => [message], isShared: async (channel) => (questions.push(channel), isShared) },
      self: { get: async () => ({ team: 'T0OURS' }) },
      receive: async ({ body }) => {
        const words = readWords(body, seen);
        teams.push(words?.kind === 'visit' && words.visit.account.team);
      },
    });
    await read({ channel: 'C0FILM', thread: said.thread_ts }, new Date(0), new AbortController().signal);
    expect(teams).toEqual([team]);
    expect(questions).toHaveLength(asked);
  });
});
