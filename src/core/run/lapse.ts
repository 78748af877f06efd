import type { Refusal } from '../refusal.ts';
import { returnWords } from '../steering/return-words.ts';
import { becomeUnknown, findAttempt, mayRepeat, requeue } from './attempt.ts';
import { block } from './block.ts';
import { Draft } from './draft.ts';
import type { WorkerEvent } from './event.ts';
import { failRun } from './end.ts';
import { addCost, type Attempt } from './run.ts';
import type { Decision, RunState } from './state.ts';

type Event<K extends WorkerEvent['kind']> = Extract<WorkerEvent, { kind: K }>;

/** How many times an attempt is taken over after its worker died; then the run blocks (R9). */
export const mostTakeovers = 3;

/** A lease has run out: its worker is dead or frozen. From here on, its token is no longer valid (R8). */
export function lapse(state: RunState, event: Event<'lapse'>): Decision | Refusal {
  const attempt = findAttempt(state, event.attemptId);
  if (!attempt?.lease || attempt.lease.until > event.at) return { refused: 'stale_work', why: 'lease' };
  const d = new Draft(state, event);
  // A lost model call is booked at its estimate: it may have been billed.
  if (attempt.openStep) d.setRun({ spent: addCost(state.run.spent, attempt.openStep.estimate) });
  if (attempt.status === 'running') return takeOver(d, attempt);
  d.record('attempt.lapsed', { attempt: attempt.id }, { status: attempt.status });
  d.setAttempt(attempt.id, { lease: null, openStep: null });
  return d.decision();
}

function takeOver(d: Draft, attempt: Attempt): Decision {
  if (attempt.openStep && !mayRepeat(d.state, attempt)) return becomeUnknown(d, attempt);
  const takeovers = attempt.takeovers + 1;
  if (takeovers > mostTakeovers) return giveUp(d, attempt, `${takeovers} workers ended while they did this stage.`);
  d.record('attempt.taken_over', { attempt: attempt.id }, { takeovers, worker: attempt.lease?.worker });
  d.setAttempt(attempt.id, { takeovers });
  requeue(d, attempt);
  return d.decision();
}

function giveUp(d: Draft, attempt: Attempt, detail: string): Decision {
  d.record('attempt.failed', { attempt: attempt.id }, { error: d.words(detail) });
  d.setAttempt(attempt.id, { status: 'failed', error: detail, lease: null, openStep: null, endedAt: d.event.at });
  d.setRun({ tries: d.run.tries + 1 });
  returnWords(d, attempt);
  block(d, attempt, 'worker_died', { detail: detail });
  return d.decision();
}

/** The queue has given up on a job that always throws: a blocker asks people, and other runs go on. */
export function poison(state: RunState, event: Event<'poison'>): Decision | Refusal {
  const attempt = findAttempt(state, event.attemptId);
  if (attempt?.status !== 'queued' || state.run.status !== 'queued') return { refused: 'stale_work', why: 'status' };
  return giveUp(new Draft(state, event), attempt, event.error);
}

export function unreadable(state: RunState, event: Event<'unreadable'>): Decision | Refusal {
  const attempt = findAttempt(state, event.attemptId);
  if (attempt?.status !== 'running') return { refused: 'stale_work', why: 'status' };
  const d = new Draft(state, event);
  failRun(d, event.error);
  d.setAttempt(attempt.id, { lease: null, openStep: null });
  return d.decision();
}
