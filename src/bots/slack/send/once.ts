import type { PostRef } from '../../../core/cards/surface.ts';
import type { Sends } from '../../../core/sends.ts';
import { RateLimited, SlackOutage, SlackRefused } from './errors.ts';
import type { MessageAt, Once, SlackApi, SlackPosted, Spot } from './slack-api.ts';
import { answerWithin } from './web.ts';

/** Milliseconds that a send is its sender's: until Slack has answered or never will, and the database has been told. */
const sendTime = answerWithin + 5_000;

interface OnceParts {
  sends: Sends;
  find: SlackApi['find'];
  now: () => Date;
}

/**
 * Slack posts whatever it is given, as often as it is given (R1, R5). So the database says whose turn it is, and who comes after one
 * that ended in the dark looks for its message among the channel's, by the key in its metadata, before it posts another.
 */
export const createOnce =
  ({ sends, find, now }: OnceParts) =>
  (key: string, at: Spot): Once =>
  async (send) => {
    const start = now();
    const before = await sends.begin(key, start, new Date(start.getTime() + sendTime));
    if (before === 'busy')
      throw new SlackOutage('slack-busy', 'Another process is posting this; the next try finds it.');
    if (before !== 'new') {
      const stands = 'begun' in before ? await find(key, at, before.begun) : standing(before);
      if (stands) return note(sends, key, at, stands);
    }
    try {
      return await note(sends, key, at, await send());
    } catch (error) {
      if (neverArrived(error)) await sends.refused(key);
      throw error;
    }
  };

const standing = ({ channel, message }: PostRef): MessageAt => ({ channel, ts: message });

async function note(sends: Sends, key: string, { thread }: Spot, posted: SlackPosted): Promise<SlackPosted> {
  if (posted === 'gone' || 'lost' in posted) await sends.refused(key);
  else await sends.sent(key, { channel: posted.channel, thread, message: posted.ts });
  return posted;
}

/** Slack said no before it did anything. */
const neverArrived = (error: unknown): boolean =>
  error instanceof RateLimited ||
  error instanceof SlackRefused ||
  (error instanceof SlackOutage && error.code === 'slack-token');
