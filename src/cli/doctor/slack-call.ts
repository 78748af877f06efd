import { ask, below, type Answered } from './ask.ts';

/** Calls one method of Slack's Web API. It answers 200 to nearly everything; what is wrong stands in `error`. */
export type Call = (method: string, args?: Record<string, string>) => Promise<Answered>;

export const callWith =
  (apiUrl: URL, token: string): Call =>
  (method, args = {}) =>
    ask(below(apiUrl, method), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(args),
    });

export const isGood = ({ body }: Answered): boolean => body?.ok === true;

export const errorIn = ({ status, body }: Answered): string =>
  typeof body?.error === 'string' ? body.error : `it answers ${status}`;

/** An object in the answer, such as `channel`; an empty one where it is none. */
export function partOf({ body }: Answered, name: string): Record<string, unknown> {
  const part = body?.[name];
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {};
}
