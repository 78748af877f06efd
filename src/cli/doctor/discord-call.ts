import { setTimeout as sleep } from 'node:timers/promises';
import { ask, below, type Answered } from './ask.ts';

/** Asks Discord's REST API about something, by its path. */
export type Get = (path: string) => Promise<Answered>;

/** How often something is asked that Discord would answer later: its buckets are said to hold for some seconds (unverified). */
const mostTries = 3;

export const getWith =
  ({ apiUrl, token }: { apiUrl: URL; token: string }): Get =>
  async (path) => {
    const get = (): Promise<Answered> => ask(below(apiUrl, path), { headers: { authorization: `Bot ${token}` } });
    let answer = await get();
    for (let tries = 1; answer.status === 429 && tries < mostTries; tries++) {
      await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
      answer = await get();
    }
    return answer;
  };

/** Discord's own words for what is wrong, with its code: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const errorIn = ({ status, body }: Answered): string => {
  const { message, code } = body ?? {};
  if (typeof message !== 'string') return `it answers ${status}`;
  return typeof code === 'number' && code > 0 ? `${message} (${code})` : message;
};

/** Whose token this is, as Discord tells; null where it can't be asked. */
export async function findApplication(discord: { apiUrl: URL; token: string }): Promise<string | null> {
  const answer = await getWith(discord)('applications/@me').catch(() => null);
  return typeof answer?.body?.id === 'string' ? answer.body.id : null;
}
