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
import type { Answer } from './web.ts';

/** By this name our own posts are known among a channel's messages. */
export const postedEvent = 'wheelhouse_post';

const postedAt = z.looseObject({ channel: z.string(), ts: z.string() });

/** Nothing that we say becomes a link, a picture or a ping by itself. */
const inert = { link_names: false, parse: 'none', unfurl_links: false, unfurl_media: false };
const { link_names, parse } = inert;

/** Milliseconds: whoever reads it is looking at the screen. */
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
      const answer = await caller.send('chat.postEphemeral', args, { patience: whileTheyWait, urgency });
      if (answer.ok) return 'shown';
      if (isAbsence(answer.error)) return 'absent';
      throw refused('chat.postEphemeral', answer);
    },

    async postDirect(user, { text, blocks }) {
      const args = { channel: user, text, blocks, ...inert };
      const answer = await caller.send('chat.postMessage', args, { channel: user, patience: whileTheyWait });
      if (answer.ok) return postedAt.parse(answer.data);
      if (isAbsence(answer.error)) return 'absent';
      throw refused('chat.postMessage', answer);
    },

    async permalink({ channel, ts }) {
      const answer = await caller.send('chat.getPermalink', { channel, message_ts: ts }, { patience: whileTheyWait });
      if (answer.ok) return z.looseObject({ permalink: z.string() }).parse(answer.data).permalink;
      if (isAbsence(answer.error)) return null;
      throw refused('chat.getPermalink', answer);
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

async function posted(places: Places, { channel, thread }: Spot, answer: Answer): Promise<Posted> {
  if (answer.ok) {
    await places.works(channel);
    const at = postedAt.parse(answer.data);
    return { channel: at.channel, thread, message: at.ts };
  }
  const verdict = verdictOf(answer.error);
  if (verdict === 'dead place') return places.dies(channel, answer.error);
  if (verdict === 'no thread' || verdict === 'no edit') return 'gone';
  throw refused('chat.postMessage', answer);
}

async function updated(places: Places, channel: string, answer: Answer): Promise<'updated' | 'gone'> {
  if (answer.ok) return 'updated';
  const verdict = verdictOf(answer.error);
  if (verdict === 'dead place') await places.dies(channel, answer.error);
  if (verdict === 'dead place' || verdict === 'no edit' || verdict === 'no thread') return 'gone';
  throw refused('chat.update', answer);
}

/** This one person can't be reached there: no trouble of ours, and none of the place's. */
const absences = ['user_not_found', 'user_not_in_channel', 'user_disabled', 'cannot_dm_bot', 'user_not_visible'];
const isAbsence = (error: string): boolean =>
  absences.includes(error) || ['dead place', 'no thread', 'no edit'].includes(verdictOf(error));
