import { RESTJSONErrorCodes, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { Spot } from '../../chat/send/once.ts';
import { refused, type Caller } from './call.ts';
import type { Channels } from './channels.ts';
import type { DiscordApi } from './discord-api.ts';
import { isMarked } from './mark.ts';
import type { Self, Selves } from './self.ts';
import type { Answer, Call } from './web.ts';
import type { Webhooks } from './webhooks.ts';

/** Milliseconds by which Discord's clock, which stamps messages, and ours, which says since when to look, may differ. */
const clocksApart = 60_000;
/** The most pages of messages, and posts of a forum, that are looked through. What is looked for was sent a minute ago, seldom an hour. */
const mostPages = 5;
const pageSize = 100;
const mostPosts = 50;

const message = z.looseObject({
  id: z.string(),
  author: z.looseObject({ id: z.string() }),
  webhook_id: z.string().nullish(),
  application_id: z.string().nullish(),
  components: z.unknown(),
});
const page = z.array(message);
const threads = z.looseObject({
  threads: z.array(z.looseObject({ id: z.string(), parent_id: z.string().nullish(), owner_id: z.string().nullish() })),
});

interface FindParts {
  caller: Caller;
  channels: Channels;
  selves: Selves;
  webhooks: Webhooks;
}

type Found = z.infer<typeof message>;

/** Looks for the message of ours that bears the key's mark. */
export function createFind({ caller, channels, selves, webhooks }: FindParts): DiscordApi['find'] {
  const ask = async (of: string, call: Call): Promise<unknown> => {
    const answer = await caller.send(['look', of], call);
    return answer.ok ? answer.data : nothing(call, answer);
  };

  /** The mark alone proves nothing: any app may give its components any id (S10). */
  const ours = async (channel: string): Promise<(found: Found) => boolean> => {
    const self: Self = await selves.known();
    const webhook = await caller.turn(['look', channel], {}, (call) => webhooks.find(call, channel));
    return ({ author, webhook_id: by, application_id: application }) =>
      author.id === self.user || application === self.application || (webhook !== null && by === webhook.id);
  };

  const inPlace = async (key: string, { channel, thread }: Spot, since: string): Promise<string | null> => {
    const place = thread ?? channel;
    const isOurs = await ours(channel);
    let after = since;
    for (let number = 0; number < mostPages; number += 1) {
      const query = { after, limit: String(pageSize) };
      const read = await ask(place, { method: 'GET', path: `/channels/${place}/messages`, query });
      if (read === null) return null;
      const messages = page.parse(read);
      const found = messages.find((it) => isOurs(it) && isMarked(it.components, key));
      if (found) return found.id;
      if (messages.length < pageSize) return null;
      after = newest(messages.map(({ id }) => id));
    }
    return null;
  };

  /** Of a forum: each post is a thread of its own, whose first message has its id. */
  const inForum = async (key: string, forum: { id: string; guild: string }, since: string): Promise<string | null> => {
    const { user } = await selves.known();
    const read = await ask(forum.guild, { method: 'GET', path: `/guilds/${forum.guild}/threads/active` });
    if (read === null) return null;
    const posts = threads
      .parse(read)
      .threads.filter(({ parent_id: parent, owner_id: owner }) => parent === forum.id && owner === user);
    const recent = posts.map(({ id }) => id).filter((id) => BigInt(id) > BigInt(since));
    for (const id of recent.slice(-mostPosts)) {
      const first = await ask(forum.id, { method: 'GET', path: `/channels/${id}/messages/${id}` });
      if (first !== null && isMarked(message.parse(first).components, key)) return id;
    }
    return null;
  };

  return async (key, at, since) => {
    const from = String(SnowflakeUtil.generate({ timestamp: since.getTime() - clocksApart }));
    const place = at.thread === null ? await channels.find(at.channel) : null;
    if (place !== null && 'code' in place) return null;
    const isForum = place !== null && place.kind === 'forum';
    const found = isForum ? await inForum(key, place, from) : await inPlace(key, at, from);
    return found === null ? null : { ...at, message: found };
  };
}

const newest = (ids: readonly string[]): string => ids.reduce((last, id) => (BigInt(id) > BigInt(last) ? id : last));

/** In a channel that is gone there is no such message. Where we may not look, there may be one. */
function nothing(call: Call, answer: Extract<Answer, { ok: false }>): null {
  if (absences.includes(answer.code)) return null;
  throw refused(call, answer);
}

const absences: readonly number[] = [
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
];
