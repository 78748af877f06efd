import { z } from 'zod';
import type { Intent } from '../../../core/intent.ts';
import { limits } from '../limits.ts';

const place = z.string().max(40).nullable();
const postRef = z.object({ channel: z.string(), thread: z.string().nullable(), message: z.string() });

const kept = z.object({
  intent: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('press'), token: z.string(), on: postRef.nullable() }),
    z.object({ kind: z.literal('command'), verb: z.string(), rest: z.string() }),
  ]),
  channel: place,
  thread: place,
});

/** An action that came too late to open its form, or came by words, and where it was done. A button holds it, since a click may open a form. */
export interface Again {
  intent: Extract<Intent, { kind: 'press' | 'command' }>;
  channel: string | null;
  thread: string | null;
}

/** Null if it is too long for a button. */
export function writeAgain({ intent, channel, thread }: Again): string | null {
  const text = JSON.stringify(kept.parse({ intent, channel, thread }));
  return text.length <= limits.button.value ? text : null;
}

/** Slack lets nobody else give our messages a button's value. The door checks the action as if the first click had come again. */
export function readAgain(value: string): Again | null {
  try {
    const { intent, channel, thread } = kept.parse(JSON.parse(value));
    return { intent: intent.kind === 'press' ? { ...intent, confirmed: false } : intent, channel, thread };
  } catch {
    return null;
  }
}
