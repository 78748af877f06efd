import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { digestText } from '../../src/core/digest.ts';
import type { CardSubject, Effect } from '../../src/core/effect.ts';
import type { DueEffect } from '../../src/core/ports.ts';
import type { Place } from '../../src/core/project/definition.ts';
import type { Decision } from '../../src/core/run/state.ts';
import type { Tx } from '../client.ts';
import { outbox } from '../schema/outbox.ts';
import { postings } from '../schema/postings.ts';
import { unsent, type Statement } from './statement.ts';

export const abortChannel = 'wheelhouse_abort';

type Row = typeof outbox.$inferInsert;
type Show = Extract<Effect, { do: 'show' }>;

export const toDue = (row: typeof outbox.$inferSelect): DueEffect => ({
  id: row.id,
  generation: row.generation,
  effect: row.payload,
  dueAt: row.dueAt,
  createdAt: row.createdAt,
});

/** One posting per subject and place: its id follows from them, so that it need not be looked up. */
export const postingId = (subject: CardSubject, place: Place): string =>
  `post_${digestText([subject.kind, subject.id, place.surface, place.channel].join('\n')).slice(0, 20)}`;

export const convergeKey = (posting: string): string => `converge:${posting}`;
const stageKey = (attemptId: string, epoch: number): string => `run_stage:${attemptId}:${epoch}`;

/** The statements that settle what is not due any more, write what is now due, and reach the workers that must stop. */
export function writeEffects(tx: Tx, decision: Decision, report: (due: DueEffect[]) => void): Statement[] {
  const { effects, state } = decision;
  const at = new Date();
  const shows = effects.filter((effect) => effect.do === 'show');
  const copies = shows.flatMap((show) => state.definition.places.map((place) => toPosting(show, place)));
  const due = [
    ...effects.flatMap((effect) => toStageRow(effect, at)),
    ...copies.map((copy) => toConvergeRow(copy, at)),
  ];
  return [
    settleStages(tx, decision, at),
    ...(copies.length > 0 ? [tx.insert(postings).values(copies).onConflictDoNothing()] : []),
    ...(due.length > 0 ? [unsent(async () => report((await insertDue(tx, due)).map(toDue)))] : []),
    ...effects.flatMap((effect) => sendAbort(tx, effect)),
  ];
}

/** A stage is due only while its attempt is queued at the epoch of its run: it was claimed, or will not be. */
function settleStages(tx: Tx, { state: { run, attempts } }: Decision, at: Date): Statement {
  const due = attempts.filter(({ status, epoch }) => status === 'queued' && epoch === run.epoch);
  const keys = due.map(({ id, epoch }) => stageKey(id, epoch));
  return tx
    .update(outbox)
    .set({ doneAt: at })
    .where(
      and(eq(outbox.runId, run.id), eq(outbox.kind, 'run_stage'), isNull(outbox.doneAt), notInArray(outbox.key, keys)),
    );
}

const toPosting = (show: Show, place: Place): typeof postings.$inferInsert => ({
  id: postingId(show.subject, place),
  runId: show.runId,
  subjectKind: show.subject.kind,
  subjectId: show.subject.id,
  surface: place.surface,
  channel: place.channel,
});

const toConvergeRow = ({ id, runId }: { id: string; runId: string }, at: Date): Row => ({
  id: randomUUID(),
  key: convergeKey(id),
  kind: 'converge',
  runId,
  payload: { do: 'converge', runId, postingId: id },
  dueAt: at,
  createdAt: at,
});

function toStageRow(effect: Effect, at: Date): Row[] {
  if (effect.do !== 'run_stage') return [];
  const { dueAt, ...payload } = effect;
  const { runId, attemptId, epoch } = payload;
  const key = stageKey(attemptId, epoch);
  return [{ id: randomUUID(), key, kind: 'run_stage', runId, payload, dueAt, createdAt: at }];
}

/** What is due already becomes due anew, and not later than it was: one that is postponed again and again never comes. */
function insertDue(tx: Tx, rows: Row[]) {
  const unique = [...new Map(rows.map((row) => [row.key, row])).values()];
  return tx
    .insert(outbox)
    .values(unique)
    .onConflictDoUpdate({
      target: outbox.key,
      targetWhere: isNull(outbox.doneAt),
      set: { generation: sql`${outbox.generation} + 1`, dueAt: sql`least(${outbox.dueAt}, excluded.due_at)` },
    })
    .returning();
}

function sendAbort(tx: Tx, effect: Effect): Statement[] {
  return effect.do === 'abort' ? [tx.execute(sql`select pg_notify(${abortChannel}, ${effect.attemptId})`)] : [];
}
