import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { SlackApi } from './slack-api.ts';
import { verdictOf } from './verdict.ts';

/** Of 1,000 that Slack allows; it advises no more than 200: https://docs.slack.dev/apis/web-api/pagination */
const pageSize = 200;
/** The most pages that are read of one thread: 4,000 messages. */
const mostPages = 20;
/** Milliseconds. Nobody waits for an answer here, and there are at most some hundred threads: even a long Retry-After is waited for. */
const patience = 10 * 60_000;

const page = z.looseObject({
  messages: z.array(z.looseObject({ ts: z.string() })),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});
const info = z.looseObject({ channel: z.looseObject({ is_ext_shared: z.boolean().optional() }) });

/** Reading back what stands in threads: the least urgent calls, so that cards and answers go before them. */
export const createReadBack = (caller: Caller): Pick<SlackApi, 'said' | 'isShared'> => ({
  async said({ channel, thread }, since) {
    const oldest = String(since.getTime() / 1000);
    const said: z.infer<typeof page>['messages'] = [];
    let cursor: string | undefined;
    for (let number = 0; number < mostPages; number += 1) {
      const args = { channel, ts: thread, oldest, limit: pageSize, ...(cursor ? { cursor } : {}) };
      const response = await caller.send('conversations.replies', args, { urgency: 'progress', patience });
      if (!response.ok) {
        // The thread is gone, or we are not in its channel: then Slack would have told us nothing of it either.
        if (['dead place', 'no thread', 'no edit'].includes(verdictOf(response.error))) return [];
        throw refused('conversations.replies', response);
      }
      const { messages, response_metadata: more } = page.parse(response.data);
      said.push(...messages);
      cursor = more?.next_cursor;
      if (!cursor) break;
    }
    return said.sort((one, other) => Number(one.ts) - Number(other.ts));
  },

  async isShared(channel) {
    const response = await caller.send('conversations.info', { channel }, { urgency: 'progress', patience });
    if (response.ok) return info.parse(response.data).channel.is_ext_shared ?? false;
    throw refused('conversations.info', response);
  },
});
