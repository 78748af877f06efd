import { z } from 'zod';
import type { First, Intent } from '../../../core/intent.ts';
import { wordsOfSay } from '../../typed.ts';
import { accountOfAuthor, envelope, id, ts, type Envelope } from './account.ts';
import { deliveryOfWords, inChannel, intentOf, isPersons, message, saidAt, type SaidMessage } from './message.ts';
import { peopleIn, shownIn } from './mrkdwn.ts';
import { deliveryOf, ignored, threadOf, type Read, type Seen } from './read.ts';

const previous = message.optional();

/** https://docs.slack.dev/reference/events/message/message_changed */
const changed = envelope.extend({
  event: inChannel.extend({
    message: message.extend({ edited: z.looseObject({ user: id, ts }).optional() }),
    previous_message: previous,
  }),
});

/** https://docs.slack.dev/reference/events/message/message_deleted */
const deleted = envelope.extend({ event: inChannel.extend({ deleted_ts: ts, previous_message: previous }) });

/**
 * A person edited their message, or Slack changed it without them: it added a link preview or a count of replies. If the message at the head
 * of a thread is deleted, Slack changes it into a tombstone.
 */
export function readChanged(body: unknown, seen: Seen): Read | null {
  const read = changed.safeParse(body);
  if (!read.success) return null;
  const { channel, message: now, previous_message: before } = read.data.event;
  if (now.subtype === 'tombstone') return gone(read.data, { channel, was: before, stamp: now.ts }, seen);
  const byAuthor = now.edited !== undefined && now.edited.user === now.user;
  if (!isPersons(now) || !byAuthor || before?.text === now.text) return ignored;
  const text = now.text ?? '';
  const people = peopleIn(text, seen.botUser);
  const asSaid = intentOf({ ...now, channel_type: read.data.event.channel_type }, seen);
  const words = wordsOfSay(asSaid) ?? shownIn(text, seen.botUser).trim();
  const first = { intent: asSaid, ...firstOf(read.data, channel, now.ts) };
  const intent = { kind: 'edited', text: words, message: now.ts, first, ...people } as const;
  const delivery = deliveryOf('edited', read.data.team_id, channel, now.ts, now.edited?.ts ?? '');
  return visitOf(read.data, { channel, by: now, intent, delivery }, seen);
}

export function readDeleted(body: unknown, seen: Seen): Read | null {
  const read = deleted.safeParse(body);
  if (!read.success) return null;
  const { channel, deleted_ts: stamp, previous_message: was } = read.data.event;
  return gone(read.data, { channel, was, stamp }, seen);
}

interface Gone {
  channel: string;
  was: z.infer<typeof previous>;
  stamp: string;
}

/** Who had written it stands in the message as it was before. */
function gone(around: Envelope, { channel, was, stamp }: Gone, seen: Seen): Read {
  if (was === undefined || !isPersons(was)) {
    const thread = threadOf({ ts: stamp, thread_ts: was?.thread_ts });
    return { kind: 'deleted', at: { channel, thread, message: stamp } };
  }
  const delivery = deliveryOf('deleted', around.team_id, channel, stamp);
  const intent = { kind: 'deleted', message: stamp, first: firstOf(around, channel, stamp) } as const;
  return visitOf(around, { channel, by: was, intent, delivery }, seen);
}

const firstOf = ({ team_id: team }: Envelope, channel: string, stamp: string): Omit<First, 'intent'> => ({
  delivery: deliveryOfWords(team, channel, stamp),
  at: saidAt(stamp),
});

interface Done {
  channel: string;
  by: SaidMessage & { user: string };
  intent: Intent;
  delivery: string;
}

function visitOf(around: Envelope, { channel, by, intent, delivery }: Done, { at }: Seen): Read {
  const account = accountOfAuthor(by, around);
  const thread = threadOf(by);
  const where = { surface: 'slack' as const, channel, thread };
  return {
    kind: 'visit',
    intent,
    visit: { account, where, delivery, source: 'slack_form', at },
    spot: { account, channel, thread, trigger: null, responseUrl: null, pressed: null, view: null },
  };
}
