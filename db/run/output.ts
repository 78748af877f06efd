import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { DueEffect } from '../../src/core/ports.ts';
import type { Db } from '../client.ts';
import { outputs } from '../schema/attempts.ts';

/** Milliseconds between two updates of a card for live output. Nobody reads a card that changes faster, and Slack allows about one edit a second. */
const pace = 700;

/**
 * Stores a chunk of live output, raises the count that is part of the card's revision, and makes the run's root postings due. All in one statement, since a
 * talkative command sends many chunks. A chunk that is stored already changes nothing. Returns the run, and the effects that became due just now; null if
 * the chunk was stored already.
 */
export async function appendOutput(
  db: Db,
  chunk: { attemptId: string; sequence: number; text: string },
): Promise<{ runId: string; due: DueEffect[] } | null> {
  const now = new Date();
  const dueAt = new Date(now.getTime() + pace);
  // Postgres keeps no NUL in a text.
  const text = chunk.text.replaceAll('\0', '\uFFFD');
  const rows = await db.execute<{ runId: string; id: string | null; postingId: string; generation: number }>(sql`
    with chunk as (
      insert into ${outputs} (attempt_id, sequence, text) values (${chunk.attemptId}, ${chunk.sequence}, ${text})
      on conflict do nothing returning attempt_id
    ), counted as (
      update runs set outputs = runs.outputs + 1 from chunk join attempts on attempts.id = chunk.attempt_id
      where runs.id = attempts.run_id returning runs.id
    ), due as (
      insert into outbox (id, key, kind, run_id, payload, due_at, created_at)
      select ${randomUUID()} || ':' || row_number() over (), 'converge:' || postings.id, 'converge', counted.id,
        jsonb_build_object('do', 'converge', 'runId', counted.id, 'postingId', postings.id),
        ${dueAt.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
      from counted join postings on postings.subject_kind = 'run' and postings.subject_id = counted.id
      on conflict (key) where done_at is null do update set generation = outbox.generation + 1
      returning id, generation, payload ->> 'postingId' as posting_id
    )
    select counted.id as "runId", due.id, due.posting_id as "postingId", due.generation
    from counted left join due on due.generation = 1`);
  const [first] = rows;
  if (!first) return null;
  const { runId } = first;
  const due = rows.flatMap(({ id, postingId, generation }) =>
    id === null
      ? []
      : [{ id, generation, effect: { do: 'converge' as const, runId, postingId }, dueAt, createdAt: now }],
  );
  return { runId, due };
}
