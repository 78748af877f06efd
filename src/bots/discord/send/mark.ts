import { createHash } from 'node:crypto';
import type { APIMessageTopLevelComponent } from 'discord.js';
import { z } from 'zod';
import { limits } from '../limits.ts';

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Two sends with one nonce are one message, for some minutes. */
export const nonceOf = (key: string): string => digestOf(key).toString('base64url').slice(0, limits.nonce);

/** A component's own id, of the 31 bits that Discord takes for one; 0 would be taken for none. */
const markOf = (key: string): number => digestOf(key).readUInt32BE() >>> 1 || 1;

interface Marked {
  components: APIMessageTopLevelComponent[];
}

/** The message with the key's mark on it: no nonce is told of a message that is looked for later, and webhooks know none. */
export function marked<Message extends Marked>(message: Message, key: string): Message {
  const [first, ...others] = message.components;
  return first === undefined ? message : { ...message, components: [{ ...first, id: markOf(key) }, ...others] };
}

const components = z.array(z.looseObject({ id: z.number().optional() }));

export const isMarked = (found: unknown, key: string): boolean =>
  components.safeParse(found).data?.[0]?.id === markOf(key);
