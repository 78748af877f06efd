import { z } from 'zod';

const postRef = z.object({ channel: z.string(), thread: z.string().nullable(), message: z.string() });

const kept = z.object({
  /** The token of the form, or of the button whose press is to be confirmed. */
  token: z.string(),
  /** The message whose button opened it. */
  on: postRef.nullable(),
  channel: z.string().nullable(),
  thread: z.string().nullable(),
  /** How often the form has come back. */
  round: z.number().int().nonnegative(),
  /** Choices whose values are longer than Slack's options take, by the name that stands for each. */
  long: z.record(z.string(), z.string()),
});

/** What we have to know when a modal is submitted. Slack keeps it as `private_metadata`, and shows it to nobody. */
export type Kept = z.infer<typeof kept>;

/** Where a modal was opened from; `round` counts from 0, one more each time that its form comes back. */
export type ViewFrom = Pick<Kept, 'on' | 'channel' | 'thread'> & { round?: number };

export const writeMetadata = (token: string, from: ViewFrom, long: Kept['long'] = {}): string =>
  JSON.stringify({ token, on: from.on, channel: from.channel, thread: from.thread, round: from.round ?? 0, long });

/** Null for what no modal of ours has kept. */
export function readMetadata(text: string): Kept | null {
  try {
    return kept.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
