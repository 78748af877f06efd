import { expect } from 'vitest';
import type { Engine } from '../kill/engine.ts';
import { withSql } from '../kill/team.ts';

/**
 * Resolves once we have noted that a card stands in this message: a click counts only on what we posted (S10), and a test is faster
 * there than people are.
 */
export async function noted(engine: Engine, message: string): Promise<void> {
  const isNoted = (): Promise<number> =>
    withSql(engine, async (sql) => (await sql`select from postings where ref_message = ${message}`).length);
  await expect.poll(isNoted).toBe(1);
}
