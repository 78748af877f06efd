import { describe, expect, it } from 'vitest';
import { writeAgain, type Again } from '../../../../src/bots/slack/read/again.ts';
import { readPress } from '../../../../src/bots/slack/read/press.ts';

const seen = { botUser: 'U0BOT', at: new Date('2026-11-21T12:00:00Z') };

/** A click on the button that asks once more, in this channel and thread. */
const clicked = (value: string | null, channel = 'C0FILM') =>
  readPress(
    {
      type: 'block_actions',
      user: { id: 'U0ADA', team_id: 'T0OURS' },
      team: { id: 'T0OURS' },
      container: { type: 'message', message_ts: '2.2', channel_id: channel, thread_ts: '1.1', is_ephemeral: true },
      actions: [{ type: 'button', action_id: 'again.0', action_ts: '3.3', value }],
    },
    seen,
  );

const press = (channel: string): Again => ({
  intent: {
    kind: 'press',
    token: 'a.ask_x.1.reject',
    on: { channel, thread: '1.1', message: '9.9' },
    confirmed: false,
  },
  ...{ channel, thread: '8.8' },
});

describe('a click that asks once more', () => {
  const here = { surface: 'slack', channel: 'C0FILM', thread: '1.1' };

  it('is about the card that the first was made on', () => {
    const { intent } = press('C0FILM');
    expect(clicked(writeAgain(press('C0FILM')))).toMatchObject({ intent, visit: { where: here } });
  });

  it('S10: is made where Slack says, and about no card that stands elsewhere, whatever its value says', () => {
    const read = clicked(writeAgain(press('C0RELEASE')));
    expect(read).toMatchObject({ intent: { on: null }, visit: { where: here } });
    const command = { intent: { kind: 'command', verb: 'run', rest: '' }, channel: 'C0RELEASE', thread: null } as const;
    expect(clicked(writeAgain(command))).toMatchObject({ intent: command.intent, visit: { where: here } });
  });

  it('is out of date where its value is none of ours', () => {
    expect(clicked('{}')).toMatchObject({ kind: 'outdated' });
  });
});
