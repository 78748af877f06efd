import { z } from 'zod';
import type { SteerPolicy } from '../../../core/steering/message.ts';
import { accountOfActor, actor, author, id, ts } from './account.ts';
import { peopleIn, shownIn } from './mrkdwn.ts';
import { deliveryOf, threadOf, type Read, type Seen, type Spot } from './read.ts';

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload#message_actions */
const payload = actor.extend({
  callback_id: z.string(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  action_ts: ts,
  channel: z.looseObject({ id }),
  message: author.partial().extend({
    ts,
    thread_ts: ts.optional(),
    text: z.string().optional(),
    bot_id: z.string().nullish(),
  }),
});
type Payload = z.infer<typeof payload>;

/** By the callback_id in manifest.yml. */
const policies: Readonly<Record<string, SteerPolicy>> = { steer_run: 'steer', send_and_pause: 'pause' };

/** A message shortcut: whoever uses it says the message to the run, whoever wrote it. */
export function readRelay(body: unknown, seen: Seen): Read | null {
  const read = payload.safeParse(body);
  if (!read.success) return null;
  const { callback_id, action_ts, channel, message } = read.data;
  const spot = spotOf(read.data);
  const policy = Object.hasOwn(policies, callback_id) ? policies[callback_id] : undefined;
  if (policy === undefined) return { kind: 'outdated', spot };
  const { account, thread } = spot;
  const text = shownIn(message.text ?? '', seen.botUser).trim();
  return {
    kind: 'visit',
    intent: {
      ...{ kind: 'relay', text, message: message.ts, author: authorOf(read.data), policy },
      ...peopleIn(message.text ?? '', seen.botUser),
    },
    visit: {
      account,
      where: { surface: 'slack', channel: channel.id, thread },
      delivery: deliveryOf('relay', account.team, account.user, channel.id, message.ts, action_ts),
      source: 'slack_form',
      at: seen.at,
    },
    spot,
  };
}

const spotOf = (read: Payload): Spot => ({
  account: accountOfActor(read),
  channel: read.channel.id,
  // Slack names the thread on its head too: what heads one belongs to it here.
  thread: read.message.thread_ts ?? threadOf(read.message),
  trigger: read.trigger_id ?? null,
  responseUrl: read.response_url ?? null,
  pressed: null,
  view: null,
});

/** Null if a bot wrote it. The rights of the author don't matter, only those of the person who uses the shortcut. */
function authorOf({ message, team }: Payload) {
  const { user, bot_id } = message;
  if (user === undefined || (bot_id !== undefined && bot_id !== null)) return null;
  const own = message.user_team ?? message.source_team ?? message.team ?? team?.id ?? '?';
  return { surface: 'slack' as const, team: own, user };
}
