import { z } from 'zod';
import { actor, accountOfActor, id, ts } from './account.ts';
import { deliveryOf, threadOf, type Pressed, type Read, type Seen, type Spot } from './read.ts';

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const payload = actor.extend({
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  channel: z.looseObject({ id }).nullish(),
  container: z
    .looseObject({
      message_ts: ts.optional(),
      channel_id: id.optional(),
      thread_ts: ts.optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.looseObject({ ts, thread_ts: ts.optional() }).optional(),
  view: z.looseObject({ id: z.string() }).nullish(),
  actions: z.array(z.unknown()).min(1),
});

/** 2,000: what a value may have. */
const button = z.looseObject({
  type: z.literal('button'),
  action_id: z.string(),
  value: z.string().max(2000),
  action_ts: ts,
});

type Payload = z.infer<typeof payload>;

/** `look.` on a button that Slack itself asked about once more: such a press is confirmed. */
const ours = /^(press|look)\.\d+$/;

export function readPress(body: unknown, seen: Seen): Read | null {
  const read = payload.safeParse(body);
  if (!read.success) return null;
  const spot = spotOf(read.data);
  const action = button.safeParse(read.data.actions[0]);
  const [, kind] = ours.exec(action.data?.action_id ?? '') ?? [];
  if (!action.success || kind === undefined) return { kind: 'outdated', spot };
  const { value: token, action_id, action_ts } = action.data;
  const on = spot.pressed?.ref ?? null;
  const { team, user } = spot.account;
  return {
    kind: 'visit',
    intent: { kind: 'press', token, on, confirmed: kind === 'look' },
    visit: {
      account: spot.account,
      where: { surface: 'slack', channel: spot.channel, thread: spot.thread },
      delivery: deliveryOf('press', team, user, on?.message ?? 'home', action_id, action_ts),
      source: 'slack_button',
      at: seen.at,
    },
    spot,
  };
}

function spotOf(read: Payload): Spot {
  const pressed = pressedOn(read);
  return {
    account: accountOfActor(read),
    channel: pressed?.ref.channel ?? null,
    thread: pressed?.ref.thread ?? null,
    trigger: read.trigger_id ?? null,
    responseUrl: read.response_url ?? null,
    pressed,
    view: null,
  };
}

/** Null in App Home, which is no message. */
function pressedOn({ container, channel, message }: Payload): Pressed | null {
  const at = container?.channel_id ?? channel?.id;
  const stamp = container?.message_ts ?? message?.ts;
  if (at === undefined || stamp === undefined) return null;
  const thread = threadOf({ ts: stamp, thread_ts: container?.thread_ts ?? message?.thread_ts });
  return { ref: { channel: at, thread, message: stamp }, isPrivate: container?.is_ephemeral === true };
}
