import { z } from 'zod';

// The descriptions are shown to people whose project file has a fault there.

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/)
  .describe('a name of lower-case letters, digits, "-" and "_" that starts with a letter, at most 40 characters');
export const words = z.string().trim().min(1).max(8000);
export const label = z.string().trim().min(1).max(80);

export const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/)
  .describe('the name of an environment variable: capital letters, digits and "_", starting with a letter');
