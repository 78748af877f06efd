import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import { postedEvent } from './messages.ts';
import type { SlackApi } from './slack-api.ts';
import { verdictOf } from './verdict.ts';
import type { SlackResponse } from './web.ts';

/** Milliseconds by which our clock may differ from Slack's, which stamps the messages. */
const clocksApart = 60_000;
/** The most pages that are searched. The message was sent a minute ago, seldom an hour. */
const mostPages = 5;
const pageSize = 200;

const page = z.looseObject({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      user: z.string().nullish(),
      bot_id: z.string().nullish(),
      metadata: z
        .looseObject({
          event_type: z.string().optional(),
          event_payload: z.looseObject({ key: z.unknown() }).optional(),
        })
        .optional(),
    }),
  ),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

const self = z.looseObject({ user_id: z.string(), bot_id: z.string().optional() });
type Self = z.infer<typeof self>;

type Found = z.infer<typeof page>['messages'][number];

/** Looks for a message of ours by the key in its metadata. */
export function createFind(caller: Caller): SlackApi['find'] {
  let known: Self | null = null;
  return async (key, { channel, thread }, since) => {
    known ??= await whoWeAre(caller);
    const own = known;
    const method = thread === null ? 'conversations.history' : 'conversations.replies';
    const oldest = String((since.getTime() - clocksApart) / 1000);
    const place = thread === null ? { channel } : { channel, ts: thread };
    let cursor: string | undefined;
    for (let number = 0; number < mostPages; number += 1) {
      const args = { ...place, oldest, limit: pageSize, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      const response = await caller.send(method, args);
      if (!response.ok) return notFound(method, response);
      const { messages, response_metadata: more } = page.parse(response.data);
      const found = messages.find(
        (it) => isBy(own, it) && it.metadata?.event_type === postedEvent && it.metadata.event_payload?.key === key,
      );
      if (found) return { channel, thread, message: found.ts };
      cursor = more?.next_cursor === '' ? undefined : more?.next_cursor;
      if (cursor === undefined) return null;
    }
    return null;
  };
}

async function whoWeAre(caller: Caller): Promise<Self> {
  const response = await caller.send('auth.test', {});
  if (response.ok) return self.parse(response.data);
  throw refused('auth.test', response);
}

/** The metadata alone proves nothing, since any app may write any (S10). What a role said has our bot's id, and no user. */
const isBy = (own: Self, { user, bot_id }: Pick<Found, 'user' | 'bot_id'>): boolean =>
  user === own.user_id || (own.bot_id !== undefined && bot_id === own.bot_id);

/** Null if the place or the thread doesn't exist, since then no message can be there. Throws if we may not look. */
function notFound(
  method: 'conversations.history' | 'conversations.replies',
  response: Extract<SlackResponse, { ok: false }>,
): null {
  if (['dead place', 'no thread', 'no edit'].includes(verdictOf(response.error))) return null;
  throw refused(method, response);
}
