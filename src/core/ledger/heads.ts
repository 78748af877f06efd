import { z } from 'zod';
import type { Seal } from './chain.ts';

/** The newest link of a project's chain. Kept outside the database, it shows whether links inside were cut off or replaced. */
export type Head = Pick<Seal, 'projectId' | 'seq' | 'hash'>;

const keptHeads = z.strictObject({
  format: z.literal('wheelhouse-heads'),
  version: z.literal(1),
  heads: z.array(
    z.strictObject({ projectId: z.string().min(1), seq: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

export const formatHeads = (heads: readonly Head[]): string =>
  `${JSON.stringify({ format: 'wheelhouse-heads', version: 1, heads }, null, 2)}\n`;

/** Null if the text is not a file of heads. */
export function parseHeads(text: string): Head[] | null {
  try {
    return keptHeads.parse(JSON.parse(text)).heads;
  } catch {
    return null;
  }
}

/** What the database has now for a kept head: the hash at its place, null if the chain ends before that. */
export interface Found {
  kept: Head;
  hash: string | null;
  /** The newest place; 0 when nothing of the project is there. */
  seq: number;
}

/** Says which kept heads are missing or different, because the database is older, or another one; null if all of them are there. */
export function explainOlder(found: readonly Found[]): string | null {
  const lines = found.flatMap(({ kept, hash, seq }) => {
    if (hash === kept.hash) return [];
    if (hash !== null) return [`  ${kept.projectId}: entry ${kept.seq} is another one than was kept`];
    return [`  ${kept.projectId}: entry ${kept.seq} was kept, the database ends at ${seq}`];
  });
  return lines.length > 0 ? lines.join('\n') : null;
}
