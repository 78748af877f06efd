import { expect } from 'vitest';
import type { On } from '../../fakes/slack/people/person.ts';
import type { Engine } from '../kill/engine.ts';
import { withSql } from '../kill/team.ts';

/**
 * A card, once we have noted where it stands: a click counts only on what we posted (S10), and a test is faster there than people
 * are.
 */
export async function noted(engine: Engine, { channel, ts }: On): Promise<On> {
  const isNoted = (): Promise<number> =>
    withSql(engine, async (sql) => (await sql`select from postings where ref_message = ${ts}`).length);
  await expect.poll(isNoted, { timeout: 20_000 }).toBe(1);
  return { channel, ts };
}
