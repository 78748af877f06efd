import { ask, below, type Answered } from './ask.ts';

/** Asks Discord's REST API about something, by its path. */
export type Get = (path: string) => Promise<Answered>;

export const getWith =
  ({ apiUrl, token }: { apiUrl: URL; token: string }): Get =>
  (path) =>
    ask(below(apiUrl, path), { headers: { authorization: `Bot ${token}` } });

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
