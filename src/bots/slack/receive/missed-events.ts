import { z } from 'zod';
import type { Body } from '../../chat/body.ts';
import { author, id, ts } from '../read/account.ts';
import { isPersons, message } from '../read/message.ts';

/** Where it was said, as the envelope of its event would have told. */
export interface Around {
  team: string;
  channel: string;
  /** Whether people of other companies are in the channel. */
  isShared: boolean;
}

const edited = z.looseObject({ edited: z.looseObject({ user: id, ts }) });

/** Whether it can't be told from the message alone which company its author belongs to. */
export function namesNoTeam(said: unknown): boolean {
  const { data } = author.safeParse(said);
  return data !== undefined && (data.user_team ?? data.source_team ?? data.team ?? null) === null;
}

/**
 * The events by which Slack would have told us of a message that stands in a thread: that a person said it, and that they edited it. The
 * text is the newest in both: if the words were heard before, the first event changes nothing; if not, the second one does not.
 */
export function eventsOf(said: unknown, around: Around): Body[] {
  const read = message.safeParse(said);
  if (!read.success || !isPersons(read.data)) return [];
  const { channel } = around;
  const { data: now } = read;
  const words = inEnvelope({ ...now, type: 'message', channel }, now.ts, around);
  const change = edited.safeParse(now).data?.edited;
  if (change === undefined) return [words];
  const event = { type: 'message', subtype: 'message_changed', channel, ts: change.ts, message: now };
  return [words, inEnvelope(event, `${now.ts}.${change.ts}`, around)];
}

/** Slack's own id of the event is not known. Every process that reads the same message makes the same one. */
const inEnvelope = (event: object, name: string, { team, channel, isShared }: Around): Body => ({
  type: 'event_callback',
  event_id: `read-back.${channel}.${name}`,
  team_id: team,
  is_ext_shared_channel: isShared,
  event,
});
