import type { Context } from 'hono';
import type { ConsoleEnv, Visitor } from './parts.ts';
import type { Spot } from './draw/hidden.tsx';

/** What a form of the page sent. */
export interface Posted {
  visitor: Visitor;
  spot: Spot;
  /** The form's own; the delivery key is made from it. */
  nonce: string;
  values: Record<string, string>;
  at: Date;
  /** Our script sent it and shows the answer itself. */
  scripted: boolean;
}

const nonceShape = /^[A-Za-z0-9_-]{16,64}$/;

/** Null when it is not one of our forms. */
export async function readPosted(c: Context<ConsoleEnv>): Promise<Posted | null> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(await c.req.parseBody())) {
    if (typeof value === 'string') values[name] = value;
  }
  const { nonce = '', channel = '', thread = '', message = '' } = values;
  if (!nonceShape.test(nonce) || channel === '') return null;
  const scripted = c.req.header('accept') === 'application/json';
  return { visitor: c.get('visitor'), spot: { channel, thread, message }, nonce, values, at: new Date(), scripted };
}

/** One thing that one person did: nobody can use up another's. */
export const deliveryOf = ({ visitor, nonce }: Posted): string => `console:${visitor.account.user}:${nonce}`;
