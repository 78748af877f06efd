import { z } from 'zod';
import { limits } from '../limits.ts';
import { actor, accountOfActor, id, ts } from './account.ts';
import { readAgain, type Again } from './again.ts';
import { deliveryOf, threadOf, type Pressed, type Read, type Seen, type Spot } from './read.ts';
import { cardOfBlock } from './shown-card.ts';

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

const block = z.looseObject({ block_id: z.string() });
const button = z.looseObject({
  type: z.literal('button'),
  action_id: z.string(),
  value: z.string().max(limits.button.value),
  action_ts: ts,
});

type Payload = z.infer<typeof payload>;

/** `look.`: Slack has asked for confirmation, so the press is confirmed. `again.`: repeats an action that could not open its form. */
const ours = /^(press|look|again)\.\d+$/;

export function readPress(body: unknown, seen: Seen): Read | null {
  const read = payload.safeParse(body);
  if (!read.success) return null;
  const spot = spotOf(read.data);
  const action = button.safeParse(read.data.actions[0]);
  const asked = action.success ? askedBy(action.data, spot) : null;
  if (!action.success || asked === null) return { kind: 'outdated', spot };
  const { action_id, action_ts } = action.data;
  const { team, user } = spot.account;
  const on = spot.pressed?.ref.message ?? 'home';
  return {
    kind: 'visit',
    intent: asked.intent,
    visit: {
      account: spot.account,
      where: { surface: 'slack', channel: asked.channel, thread: asked.thread },
      delivery: deliveryOf('press', team, user, on, action_id, action_ts),
      source: 'slack_button',
      at: seen.at,
    },
    spot,
  };
}

function askedBy({ action_id, value }: z.infer<typeof button>, spot: Spot): Again | null {
  const [, kind] = ours.exec(action_id) ?? [];
  if (kind === undefined) return null;
  if (kind === 'again') return hereAgain(readAgain(value), spot);
  const on = spot.pressed?.ref ?? null;
  return { ...spot, intent: { kind: 'press', token: value, on, confirmed: kind === 'look' } };
}

/** The action comes from the button's value; the place from Slack: the button stands where the action was first done (S10). */
function hereAgain(again: Again | null, { channel, thread }: Spot): Again | null {
  if (again?.intent.kind !== 'press') return again && { ...again, channel, thread };
  const { on } = again.intent;
  return { intent: { ...again.intent, on: on?.channel === channel ? on : null }, channel, thread };
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
function pressedOn({ container, channel, message, actions }: Payload): Pressed | null {
  const at = container?.channel_id ?? channel?.id;
  const stamp = container?.message_ts ?? message?.ts;
  if (at === undefined || stamp === undefined) return null;
  const thread = threadOf({ ts: stamp, thread_ts: container?.thread_ts ?? message?.thread_ts });
  const ref = { channel: at, thread, message: stamp };
  const card = cardOfBlock(block.safeParse(actions[0]).data?.block_id ?? '');
  return { ref, isPrivate: container?.is_ephemeral === true, card };
}
