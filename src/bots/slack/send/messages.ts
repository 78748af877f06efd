import { z } from 'zod';
import type { Posted } from '../../../core/cards/surface.ts';
import { Newest } from '../../chat/send/newest.ts';
import type { Spot } from '../../chat/send/once.ts';
import type { Places } from '../../chat/send/places.ts';
import { patienceOf } from '../../chat/send/urgency.ts';
import type { SlackWords } from '../draw/message.ts';
import { refused, type Caller } from './call.ts';
import type { SlackApi } from './slack-api.ts';
import { verdictOf } from './verdict.ts';
import type { SlackResponse } from './web.ts';

/** The metadata type by which our posts are found among a channel's messages. */
export const postedEvent = 'wheelhouse_post';

const postedAt = z.looseObject({ channel: z.string(), ts: z.string() });

/** Slack adds no links, previews or mentions to what we post. */
const inert = { link_names: false, parse: 'none', unfurl_links: false, unfurl_media: false };
const { link_names, parse } = inert;

/** Milliseconds that a call may wait for its turn while a person waits for the answer. */
const whileTheyWait = 10_000;

type Messages = Pick<SlackApi, 'post' | 'update' | 'postEphemeral' | 'postDirect' | 'permalink'>;

export function createMessages(caller: Caller, places: Places): Messages {
  const newest = new Newest();
  return {
    async post(at, message, { key, urgency, once }) {
      const dead = await places.dead(at.channel);
      if (dead) return dead;
      return caller.sendAs('chat.postMessage', postArgs(at, message, key), {
        channel: at.channel,
        ...{ urgency, patience: patienceOf[urgency] },
        act: (send) => once(async () => posted(places, at, await send())),
      });
    },

    async update({ channel, ts }, { text, blocks }, { revision, urgency }) {
      if (await places.dead(channel)) return 'gone';
      const key = `${channel} ${ts}`;
      return caller.sendAs(
        'chat.update',
        { channel, ts, text, blocks, link_names, parse },
        {
          ...{ key, revision, urgency, patience: patienceOf[urgency] },
          act: async (send) => {
            if (newest.isPast(key, revision)) return 'updated';
            const outcome = await updated(places, channel, await send());
            if (outcome === 'updated') newest.sent(key, revision);
            return outcome;
          },
        },
      );
    },

    async postEphemeral({ channel, thread }, user, { text, blocks }, urgency = 'settlement') {
      const place = thread === null ? { channel } : { channel, thread_ts: thread };
      const args = { ...place, user, text, blocks, link_names, parse };
      const response = await caller.send('chat.postEphemeral', args, { patience: whileTheyWait, urgency });
      if (response.ok) return 'shown';
      if (isAbsence(response.error)) return 'absent';
      throw refused('chat.postEphemeral', response);
    },

    async postDirect(user, { text, blocks }) {
      const args = { channel: user, text, blocks, ...inert };
      const response = await caller.send('chat.postMessage', args, { channel: user, patience: whileTheyWait });
      if (response.ok) return postedAt.parse(response.data);
      if (isAbsence(response.error)) return 'absent';
      throw refused('chat.postMessage', response);
    },

    async permalink({ channel, ts }) {
      const response = await caller.send('chat.getPermalink', { channel, message_ts: ts }, { patience: whileTheyWait });
      if (response.ok) return z.looseObject({ permalink: z.string() }).parse(response.data).permalink;
      if (isAbsence(response.error)) return null;
      throw refused('chat.getPermalink', response);
    },
  };
}

const postArgs = ({ channel, thread }: Spot, message: SlackWords, key: string): Record<string, unknown> => ({
  channel,
  ...(thread === null ? {} : { thread_ts: thread }),
  ...message,
  metadata: { event_type: postedEvent, event_payload: { key } },
  ...inert,
});

async function posted(places: Places, { channel, thread }: Spot, response: SlackResponse): Promise<Posted> {
  if (response.ok) {
    await places.works(channel);
    const at = postedAt.parse(response.data);
    return { channel: at.channel, thread, message: at.ts };
  }
  const verdict = verdictOf(response.error);
  if (verdict === 'dead place') return places.dies(channel, response.error);
  if (verdict === 'no thread' || verdict === 'no edit') return 'gone';
  throw refused('chat.postMessage', response);
}

async function updated(places: Places, channel: string, response: SlackResponse): Promise<'updated' | 'gone'> {
  if (response.ok) return 'updated';
  const verdict = verdictOf(response.error);
  if (verdict === 'dead place') await places.dies(channel, response.error);
  if (verdict === 'dead place' || verdict === 'no edit' || verdict === 'no thread') return 'gone';
  throw refused('chat.update', response);
}

/** The person can't be reached there. Nothing is wrong with the place or with us. */
const absences = ['user_not_found', 'user_not_in_channel', 'user_disabled', 'cannot_dm_bot', 'user_not_visible'];
const isAbsence = (error: string): boolean =>
  absences.includes(error) || ['dead place', 'no thread', 'no edit'].includes(verdictOf(error));
