import { z } from 'zod';
import { digestOf } from '../../../core/digest.ts';
import { type Body, namesIn } from '../../chat/body.ts';
import type { Kind, Source } from '../../chat/source.ts';
import { deliveryOf } from '../read/read.ts';
import { typeOf } from './body.ts';

/** Slack's names of things are short and plain. What else stands there no store could take for a key: it may hold a NUL. */
const name = z.string().regex(/^[\x20-\x7e]{1,200}$/);

const message = z.looseObject({
  type: z.literal('event_callback'),
  team_id: name,
  event: z.looseObject({
    type: z.enum(['message', 'app_mention']),
    subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
    channel: name,
    ts: name,
  }),
});
const changed = z.object({ subtype: z.literal('message_changed'), message: z.object({ ts: name }) });
const deleted = z.object({ subtype: z.literal('message_deleted'), deleted_ts: name });
const fate = z.looseObject({
  team_id: name,
  event: z.intersection(
    z.looseObject({ type: z.literal('message'), channel: name }),
    z.discriminatedUnion('subtype', [changed, deleted]),
  ),
});
const event = z.looseObject({
  type: z.literal('event_callback'),
  event_id: name,
  event: z.looseObject({ type: z.string() }),
});
const interaction = z.looseObject({
  type: z.enum(['block_actions', 'message_action', 'view_submission', 'view_closed']),
  user: z.looseObject({ id: z.string() }),
  // Bolt looks into the first, and throws with what stands there (bolt 5.1.0, builtin.js, `isBlockPayload`).
  actions: z.array(z.looseObject({})).min(1).optional(),
});
const command = z.looseObject({ command: z.string(), user_id: name, trigger_id: name });

export const slackSource: Source = {
  surface: 'slack',
  name: 'Slack',
  kindOf,
  describe: (body) => ({ type: typeOf(body), keys: namesIn(body) }),
};

/** Slack repeats events that it thinks were not heard, and tells a mention twice; a form stays, goes, or comes back by its acknowledgement. */
export function kindOf(body: Body): Kind | null {
  const words = message.safeParse(body);
  if (words.success) {
    const { team_id, event: said } = words.data;
    const key = deliveryOf('words', team_id, said.channel, said.ts);
    return { key, about: key, repeats: true, answersByAck: false };
  }
  const told = event.safeParse(body);
  if (told.success) {
    return { key: deliveryOf('event', told.data.event_id), ...aboutIn(body), repeats: true, answersByAck: false };
  }
  const typed = command.safeParse(body);
  if (typed.success) return { key: deliveryOf('command', typed.data.trigger_id), repeats: true, answersByAck: false };
  const done = interaction.safeParse(body);
  if (!done.success) return null;
  const answersByAck = done.data.type === 'view_submission';
  return { key: deliveryOf(done.data.type, digestOf(namedBy(done.data)).slice(0, 32)), repeats: false, answersByAck };
}

/** Words that were changed or deleted. */
function aboutIn(body: Body): Pick<Kind, 'about'> {
  const { data } = fate.safeParse(body);
  if (data === undefined) return {};
  const { team_id, event: told } = data;
  const ts = told.subtype === 'message_changed' ? told.message.ts : told.deleted_ts;
  return { about: deliveryOf('words', team_id, told.channel, ts) };
}

/** Slack sends a click once, as far as anybody knows; sent again, it is the same but for the addresses to answer it at. */
const namedBy = ({ trigger_id: _, response_url: __, response_urls: ___, ...same }: Body): Body => same;
