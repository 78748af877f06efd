import { z } from 'zod';
import { verbs } from '../../../core/cards/words/help.ts';
import { readTyped } from '../../typed.ts';
import { id } from './account.ts';
import { unescaped } from './mrkdwn.ts';
import { deliveryOf, type Read, type Seen } from './read.ts';

/** https://docs.slack.dev/interactivity/implementing-slash-commands. A command knows no thread: Slack has none there. */
const payload = z.looseObject({
  team_id: id,
  user_id: id,
  channel_id: id,
  text: z.string().optional(),
  trigger_id: z.string().min(1),
  response_url: z.string().optional(),
});

const known = verbs.map(({ verb }) => verb);

export function readCommand(body: unknown, seen: Seen): Read | null {
  const read = payload.safeParse(body);
  if (!read.success) return null;
  const { team_id: team, user_id: user, channel_id: channel, text = '', trigger_id, response_url } = read.data;
  const account = { surface: 'slack' as const, team, user };
  return {
    kind: 'visit',
    intent: readTyped(`/wheel ${unescaped(text)}`, known),
    visit: {
      account,
      where: { surface: 'slack', channel, thread: null },
      delivery: deliveryOf('command', team, user, trigger_id),
      source: 'slack_form',
      at: seen.at,
    },
    spot: {
      ...{ account, channel, thread: null },
      trigger: trigger_id,
      responseUrl: response_url ?? null,
      pressed: null,
      view: null,
    },
  };
}
