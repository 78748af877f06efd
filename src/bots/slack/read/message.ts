import { z } from 'zod';
import { verbs } from '../../../core/cards/words/help.ts';
import type { Intent } from '../../../core/intent.ts';
import { withNames } from '../../../core/steering/mentioned-people.ts';
import { readTyped } from '../../typed.ts';
import { accountOfAuthor, author, envelope, id, ts } from './account.ts';
import { addresseeOf, namesIn, peopleIn, typedIn } from './mrkdwn.ts';
import { deliveryOf, ignored, threadOf, type Read, type Seen } from './read.ts';

/** A message, in an event of its own or in one that tells of its edit or deletion: https://docs.slack.dev/reference/events/message */
export const message = author.partial({ user: true }).extend({
  ts,
  thread_ts: ts.optional(),
  text: z.string().optional(),
  bot_id: z.string().nullish(),
  subtype: z.string().optional(),
});
export type SaidMessage = z.infer<typeof message>;

export const inChannel = z.looseObject({ channel: id, channel_type: z.string().optional() });

const event = envelope.extend({ event: message.extend(inChannel.shape) });

/** The subtypes of people's messages. The others are Slack's notices, such as who joined or what was pinned, and posts of bots. */
const personal = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/** P19: bots never trigger anything. A bot that posts under another name, as our roles do, has no `user`. */
export const isPersons = <T extends SaidMessage>(said: T): said is T & { user: string } =>
  said.user !== undefined && (said.bot_id ?? null) === null && personal.has(said.subtype);

const known = verbs.map(({ verb }) => verb);

/** Slack tells of a mention twice, as `app_mention` and as `message`: both are read alike, and have the same key (R5). */
export function readWords(body: unknown, seen: Seen): Read | null {
  const read = event.safeParse(body);
  if (!read.success) return null;
  const said = read.data.event;
  if (!isPersons(said) || (said.text ?? '').trim() === '') return ignored;
  const account = accountOfAuthor(said, read.data);
  const thread = threadOf(said);
  return {
    kind: 'visit',
    intent: intentOf(said, seen),
    visit: {
      account,
      where: { surface: 'slack', channel: said.channel, thread },
      delivery: deliveryOfWords(read.data.team_id, said.channel, said.ts),
      source: 'slack_form',
      at: seen.at,
    },
    spot: { account, channel: said.channel, thread, trigger: null, responseUrl: null, pressed: null, view: null },
  };
}

/** In a direct message everything is said to us. */
const isDirect = ({ channel_type }: { channel_type?: string | undefined }): boolean => channel_type === 'im';

export const deliveryOfWords = (team: string, channel: string, stamp: string): string =>
  deliveryOf('words', team, channel, stamp);

/** Slack names a message by the seconds at which it was said. */
export const saidAt = (stamp: string): Date => new Date(Number(stamp) * 1000);

export function intentOf(said: SaidMessage & { channel_type?: string | undefined }, { botUser }: Seen): Intent {
  const typed = typedIn(said.text ?? '', botUser);
  const direct = isDirect(said) && !/^\s*[/@]/.test(typed);
  const intent = readTyped(direct ? `@wheelhouse ${typed}` : typed, known);
  const names = namesIn(said.text ?? '');
  const people = peopleIn(said.text ?? '', botUser);
  if (intent.kind === 'command') {
    const isFollowed = intent.verb === 'say';
    return { ...intent, rest: withNames(intent.rest, names), ...(isFollowed ? { message: said.ts } : {}), ...people };
  }
  if (intent.kind !== 'words') return intent;
  const addressed = isDirect(said) ? 'us' : addresseeOf(said.text ?? '', botUser);
  return {
    ...intent,
    text: withNames(direct ? typed.trim() : intent.text, names),
    ...people,
    ...(addressed === 'nobody' ? {} : { addressed }),
    message: said.ts,
  };
}
