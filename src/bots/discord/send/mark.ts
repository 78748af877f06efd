import { createHash } from 'node:crypto';
import type { APIMessageTopLevelComponent } from 'discord.js';
import { z } from 'zod';
import { limits } from '../limits.ts';

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** For some minutes, Discord makes one message of two sends with the same nonce. */
export const nonceOf = (key: string): string => digestOf(key).toString('base64url').slice(0, limits.nonce);

/** The id of a component: 31 bits, as Discord allows, and never 0, which stands for none. */
const markOf = (key: string): number => digestOf(key).readUInt32BE() >>> 1 || 1;

interface Marked {
  components: APIMessageTopLevelComponent[];
}

/** The message with the key's mark on its first component. A nonce would not do: it is not told of older messages, and webhooks have none. */
export function marked<Message extends Marked>(message: Message, key: string): Message {
  const [first, ...others] = message.components;
  return first === undefined ? message : { ...message, components: [{ ...first, id: markOf(key) }, ...others] };
}

const components = z.array(z.looseObject({ id: z.number().optional() }));

export const isMarked = (found: unknown, key: string): boolean =>
  components.safeParse(found).data?.[0]?.id === markOf(key);
