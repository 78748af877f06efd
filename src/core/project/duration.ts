import { z } from 'zod';

const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** A length of time as people write it ("90s", "10m", "2h", "7d"), kept in seconds. */
export const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,5}[smhd]$/)
  .describe('a length of time as a number and a unit, like 90s, 10m, 2h or 7d')
  .transform((text) => Number(text.slice(0, -1)) * unitSeconds[text.slice(-1) as keyof typeof unitSeconds]);
