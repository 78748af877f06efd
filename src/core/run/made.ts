import { z } from 'zod';
import type { Version } from '../artifact/version.ts';
import { oneLine } from '../cards/agent-text.ts';

/** The metadata of a message that presents what a role has made, if no gate shows that. */
export const madeSchema = z.object({
  made: z.object({
    artifactId: z.string(),
    name: z.string(),
    version: z.number(),
    /** Its first heading, or its first line. */
    title: z.string(),
    words: z.number(),
  }),
});
export type Made = z.infer<typeof madeSchema>;

type Which = Pick<Version, 'artifactId' | 'number'>;

export function madeOf({ artifactId, number: version }: Which, name: string, text: string): Made {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = lines.find((line) => heading.test(line)) ?? lines[0] ?? name;
  const words = text.split(/\s+/).filter((word) => word !== '').length;
  return { made: { artifactId, name, version, title: oneLine(first.replace(heading, '')), words } };
}

const heading = /^#{1,6} +/;
