import { randomUUID } from 'node:crypto';
import { settledBy } from '../../src/core/cards/settling.ts';
import { digestText } from '../../src/core/digest.ts';
import type { CardSubject, Effect } from '../../src/core/effect.ts';
import type { DueEffect } from '../../src/core/ports.ts';
import type { Place, ProjectPlace } from '../../src/core/project/definition.ts';
import { isSamePlace, showsAt } from '../../src/core/project/routing.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
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

/** The work that is due of these attempts. */
const stagesDue = ({ run, attempts }: Pick<RunState, 'run' | 'attempts'>): string[] =>
  attempts.flatMap(({ id, status, epoch }) =>
    status === 'queued' && epoch === run.epoch ? [stageKey(id, epoch)] : [],
  );

/** Settles what is not due any more, writes what is now due and returns it, and reaches the workers that must stop. */
export async function writeEffects(tx: Sender, before: RunState | null, decision: Decision): Promise<DueEffect[]> {
  const { run, definition } = decision.state;
  const shows = decision.effects.filter((effect) => effect.do === 'show');
  const copies = shows.flatMap((show) => copiesOf(show, definition.places));
  const fresh = copies.filter((copy) => !isPosted(before, copy));
  const heads = fresh.flatMap((copy) => headOf(copy, definition.places));
  const others = await standing(tx, decision);
  const settled = settledBy(before, decision.state);
  const converging = [...copies, ...others].map((it) => toConvergeRow({ ...it, settles: settled.has(it.subjectId) }));
  const [due] = await Promise.all([
    writeDue(tx, [...decision.effects.flatMap(toStageRow), ...converging], [...heads, ...fresh]),
    settleStages(tx, run.id, before ? stagesDue(before) : [], stagesDue(decision.state)),
    ...decision.effects.map((effect) =>
      effect.do === 'abort' ? send(tx, statements.sendAbort, abortChannel, effect.attemptId) : null,
    ),
  ]);
  return due;
}

const copiesOf = (show: Show, places: readonly ProjectPlace[]): Posting[] =>
  places
    .filter((place) => showsAt(place, show.what) && !(show.standsAt && isSamePlace(place, show.standsAt)))
    .map((place) => toPosting(show, place));

/** Where the project does not follow its runs, the run's card comes with the first thing that goes below it, as its head. */
const withoutProgress = (places: readonly ProjectPlace[]): ProjectPlace[] =>
  places.filter((place) => !showsAt(place, 'progress'));

const headOf = ({ runId, subjectKind, surface, channel }: Posting, places: readonly ProjectPlace[]): Posting[] =>
  withoutProgress(places)
    .filter((place) => subjectKind !== 'run' && isSamePlace(place, { surface, channel }))
    .map((place) => toPosting({ runId, subject: { kind: 'run', id: runId } }, place));

/** Those heads have to follow the run too, what stands there must not lie; and of what only follows, there may be no copy. */
async function standing(tx: Sender, { effects, state }: Decision): Promise<Posting[]> {
  const { places } = state.definition;
  const waiting = effects.flatMap((effect) => {
    if (effect.do === 'follow') return places.map((place) => toPosting(effect, place));
    const isProgress = effect.do === 'show' && effect.what === 'progress';
    return isProgress ? withoutProgress(places).map((place) => toPosting(effect, place)) : [];
  });
  if (waiting.length === 0) return [];
  const ids = waiting.map(({ id }) => id);
  const found = await send<{ id: string }>(tx, statements.findPostings, ids);
  return waiting.filter(({ id }) => found.some((it) => it.id === id));
}

/** What a run shows from its creation on, and an Ask from its opening on, has its postings: most decisions need none. */
function isPosted(before: RunState | null, { subjectKind, subjectId }: Posting): boolean {
  if (before === null || subjectKind === 'message') return false;
  return subjectKind === 'run' || before.asks.some(({ id }) => id === subjectId);
}

const settleStages = (tx: Sender, runId: string, before: string[], now: string[]): Promise<unknown> | null =>
  before.every((key) => now.includes(key)) ? null : send(tx, statements.settleStages, runId, now);

async function writeDue(tx: Sender, due: Row[], fresh: Posting[]): Promise<DueEffect[]> {
  if (due.length === 0) return [];
  const { insertPostings, insertDue } = statements;
  const unique = [...new Map(due.map((row) => [row.key, row])).values()];
  const [, rows] = await Promise.all([
    fresh.length > 0 ? send(tx, insertPostings.text, insertPostings.toParameter(fresh)) : null,
    send<{ due: Json }>(tx, insertDue.text, insertDue.toParameter(unique)),
  ]);
  return rows.map((row) => toDue(fromJson(outbox, row.due)));
}

type Posting = typeof postings.$inferInsert;

const toPosting = (show: Pick<Show, 'runId' | 'subject'>, place: Place): Posting => ({
  id: postingId(show.subject, place),
  runId: show.runId,
  subjectKind: show.subject.kind,
  subjectId: show.subject.id,
  surface: place.surface,
  channel: place.channel,
});

interface Converging extends Pick<Posting, 'id' | 'runId'> {
  settles?: boolean;
}

export function toConvergeRow({ id: postingId, runId, settles = false }: Converging): Row {
  const at = new Date();
  const payload = { do: 'converge' as const, runId, postingId, ...(settles ? { settles } : {}) };
  return { id: randomUUID(), key: `converge:${postingId}`, kind: 'converge', runId, payload, dueAt: at, createdAt: at };
}

function toStageRow(effect: Effect): Row[] {
  if (effect.do !== 'run_stage') return [];
  const { dueAt, ...payload } = effect;
  const key = stageKey(effect.attemptId, effect.epoch);
  return [{ id: randomUUID(), key, kind: 'run_stage', runId: effect.runId, payload, dueAt, createdAt: new Date() }];
}
