import type { Context } from 'hono';
import { digestOf } from '../../core/digest.ts';
import { type ConsoleEnv, keyOf, type Visitor } from './parts.ts';
import { onPage, type Spot } from './draw/hidden.tsx';

/** What a form of the page sent. */
export interface Posted {
  visitor: Visitor;
  spot: Spot;
  /** The path that it was sent to. */
  path: string;
  /** The form's own; the delivery key is made from it and from what was sent. */
  nonce: string;
  values: Record<string, string>;
  at: Date;
  /** Our script sent it and shows the answer itself. */
  scripted: boolean;
}

const nonceShape = /^[A-Za-z0-9_-]{16,64}$/;

const idShape = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether it can be the id of a message or a run; nothing else is looked up. */
export const isId = (text: string): boolean => idShape.test(text);

/** Null when it can't be read, or holds a NUL: no form has one, and Postgres keeps none. */
export async function readValues(c: Context): Promise<Record<string, string> | null> {
  const values: Record<string, string> = {};
  try {
    for (const [name, value] of Object.entries(await c.req.parseBody())) {
      if (typeof value === 'string') values[name] = value;
    }
  } catch (error) {
    // So say the parsers of a broken multipart body; what is too large is said by another.
    if (error instanceof TypeError) return null;
    throw error;
  }
  return Object.entries(values).flat().join('').includes('\0') ? null : values;
}

/** A path of ours with its query, never one that a browser would take for another host's. */
const pageShape = /^\/(?!\/)[A-Za-z0-9_\-./?=&%+]{0,500}$/;

/** Null when it is none. In the chat a form names its channel; on a page beside it, the page, and nothing of the chat. */
export function readSpot({ channel = '', thread = '', message = '', page }: Record<string, string>): Spot | null {
  if (page !== undefined) return pageShape.test(page) && channel + thread + message === '' ? onPage(page) : null;
  if (channel === '' || ![thread, message].every((id) => id === '' || isId(id))) return null;
  return { channel, thread, message };
}

/** Null when it is not one of our forms. */
export async function readPosted(c: Context<ConsoleEnv>): Promise<Posted | null> {
  const values = await readValues(c);
  const spot = values && readSpot(values);
  if (!values || !spot || !nonceShape.test(values.nonce ?? '')) return null;
  const scripted = c.req.header('accept') === 'application/json';
  const visitor = c.get('visitor');
  return { visitor, spot, path: c.req.path, nonce: values.nonce ?? '', values, at: new Date(), scripted };
}

/** The run whose own page it was done on, or one of the pages below that. */
export const runOf = ({ page }: Spot): string | undefined =>
  /^\/runs\/([A-Za-z0-9_-]{1,64})(?:[/?]|$)/.exec(page ?? '')?.[1];

/**
 * One thing that one person did: nobody can use up another's, and what was changed after a lost answer is another thing
 * under the same nonce (P5).
 */
export const deliveryOf = ({ visitor, path, nonce, values }: Posted): string =>
  `console:${keyOf(visitor.account)}:${nonce}:${digestOf({ path, sent: sentOf(values) }).slice(0, 20)}`;

/** Alike however its lines end: a browser ends those of a text area in its own way. The place stands in the values too. */
const sentOf = ({ nonce: _, ...values }: Posted['values']): Posted['values'] =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.replace(/\r\n/g, '\n')]));
