import { randomUUID } from 'node:crypto';
import { digestText } from '../../src/core/digest.ts';
import type { CardSubject, Effect } from '../../src/core/effect.ts';
import type { DueEffect } from '../../src/core/ports.ts';
import type { Place } from '../../src/core/project/definition.ts';
import type { Decision } from '../../src/core/run/state.ts';
import type { Sender } from '../pool.ts';
import { fromJson, send, type Json } from '../json.ts';
import { outbox } from '../schema/outbox.ts';
import type { postings } from '../schema/postings.ts';
import * as statements from './statements.ts';

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

const stageKey = (attemptId: string, epoch: number): string => `run_stage:${attemptId}:${epoch}`;

/** Settles what is not due any more, writes what is now due and returns it, and reaches the workers that must stop. */
export async function writeEffects(tx: Sender, decision: Decision): Promise<DueEffect[]> {
  const { run, attempts, definition } = decision.state;
  const shows = decision.effects.filter((effect) => effect.do === 'show');
  const copies = shows.flatMap((show) => definition.places.map((place) => toPosting(show, place)));
  const alive = attempts.filter(({ status, epoch }) => status === 'queued' && epoch === run.epoch);
  const [due] = await Promise.all([
    writeDue(tx, [...decision.effects.flatMap(toStageRow), ...copies.map(toConvergeRow)], copies),
    send(
      tx,
      statements.settleStages,
      run.id,
      alive.map(({ id, epoch }) => stageKey(id, epoch)),
    ),
    ...decision.effects.map((effect) =>
      effect.do === 'abort' ? send(tx, statements.sendAbort, abortChannel, effect.attemptId) : null,
    ),
  ]);
  return due;
}

async function writeDue(tx: Sender, due: Row[], copies: Posting[]): Promise<DueEffect[]> {
  if (due.length === 0) return [];
  const { insertPostings, insertDue } = statements;
  const unique = [...new Map(due.map((row) => [row.key, row])).values()];
  const [, rows] = await Promise.all([
    copies.length > 0 ? send(tx, insertPostings.text, insertPostings.toParameter(copies)) : null,
    send<{ due: Json }>(tx, insertDue.text, insertDue.toParameter(unique)),
  ]);
  return rows.map((row) => toDue(fromJson(outbox, row.due)));
}

type Posting = typeof postings.$inferInsert;

const toPosting = (show: Show, place: Place): Posting => ({
  id: postingId(show.subject, place),
  runId: show.runId,
  subjectKind: show.subject.kind,
  subjectId: show.subject.id,
  surface: place.surface,
  channel: place.channel,
});

function toConvergeRow({ id: postingId, runId }: Posting): Row {
  const at = new Date();
  const payload = { do: 'converge' as const, runId, postingId };
  return { id: randomUUID(), key: `converge:${postingId}`, kind: 'converge', runId, payload, dueAt: at, createdAt: at };
}

function toStageRow(effect: Effect): Row[] {
  if (effect.do !== 'run_stage') return [];
  const { dueAt, ...payload } = effect;
  const key = stageKey(effect.attemptId, effect.epoch);
  return [{ id: randomUUID(), key, kind: 'run_stage', runId: effect.runId, payload, dueAt, createdAt: new Date() }];
}
