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

/** What was asked for, and where, to be asked for once more by a click that may open a form. */
export interface Again {
  intent: Extract<Intent, { kind: 'press' | 'command' }>;
  channel: string | null;
  thread: string | null;
}

/** Null where a button can't hold it. */
export function writeAgain({ intent, channel, thread }: Again): string | null {
  const text = JSON.stringify(kept.parse({ intent, channel, thread }));
  return text.length <= limits.button.value ? text : null;
}

/** Only in a message of our own, which Slack lets nobody else fill: the door looks at it as if the first click came again. */
export function readAgain(value: string): Again | null {
  try {
    const { intent, channel, thread } = kept.parse(JSON.parse(value));
    return { intent: intent.kind === 'press' ? { ...intent, confirmed: false } : intent, channel, thread };
  } catch {
    return null;
  }
}
