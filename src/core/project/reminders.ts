import { z } from 'zod';
import { duration } from './duration.ts';

const timeOfDay = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
  .describe('a time of day with two digits each, like 08:00 or 22:30');

/** When people are reminded of what waits for them, and when they are left alone. */
export const remindersSchema = z.strictObject({
  after: z.array(duration).min(1).max(10).prefault(['15m', '4h', '24h']),
  /** Nobody is called twice within it; without it, the first of `after`. */
  interval: duration.optional(),
  quiet: z.strictObject({ from: timeOfDay, to: timeOfDay, time_zone: z.string().trim().min(1).max(60) }).optional(),
});
