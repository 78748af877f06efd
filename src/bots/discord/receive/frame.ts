import { z } from 'zod';

const dispatch = z.looseObject({ op: z.literal(0), t: z.string(), s: z.int(), d: z.looseObject({}) });
const ready = dispatch.extend({
  t: z.literal('READY'),
  d: z.looseObject({ session_id: z.string(), resume_gateway_url: z.url({ protocol: /^wss?$/ }) }),
});
/** A heartbeat is asked for, a reconnection, a heartbeat is acknowledged. */
const bare = z.looseObject({ op: z.literal([1, 7, 11]) });
const invalid = z.looseObject({ op: z.literal(9), d: z.boolean() });
/** Milliseconds, usually 41,250. A timer would take anything that is not such a number for no pause at all. */
const hello = z.looseObject({
  op: z.literal(10),
  d: z.looseObject({ heartbeat_interval: z.number().min(10).max(600_000) }),
});

const frame = z.union([ready, dispatch.refine(({ t }) => t !== 'READY'), bare, invalid, hello]);

/**
 * Whether the library can go on with what the gateway sent: it reads the fields named here in promises that nobody awaits, so that one
 * of another shape would end the program (@discordjs/ws 1.2.3, `onMessage`).
 */
export function isFrame(text: string): boolean {
  try {
    return frame.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
