import type { Stage } from '../project/stage.ts';
import type { Refusal } from '../refusal.ts';
import { needsClearance, settleStatus } from './advance.ts';
import { stageNext } from '../ask/subject.ts';
import { holdForLate } from '../steering/late.ts';
import { returnWords } from '../steering/return-words.ts';
import { block } from './block.ts';
import { Draft } from './draft.ts';
import type { WorkerEvent } from './event.ts';
import { showLastWord } from './last-word.ts';
import { unreadNotes } from './notes.ts';
import { openGate } from './open-ask.ts';
import { addCost, hasCost, type Attempt } from './run.ts';
import type { Decision, RunState } from './state.ts';

type Event<K extends WorkerEvent['kind']> = Extract<WorkerEvent, { kind: K }>;

type Why = Extract<Refusal, { refused: 'stale_work' }>['why'];

export const stale = (why: Why): Refusal => ({ refused: 'stale_work', why });

/** A worker takes queued work. The queue only hinted at it; this compare-and-set decides. */
export function claim(state: RunState, event: Event<'claim'>): Decision | Refusal {
  const attempt = findAttempt(state, event.attemptId);
  const stage = attempt && state.definition.pipeline.stages[attempt.stage];
  if (!attempt || !stage) return stale('status');
  const refusal = notClaimable(state, attempt, event);
  if (refusal) return refusal;
  const d = new Draft(state, event);
  if (needsClearance(d, stage)) return standDown(d, attempt, stage);
  const letBegin = attempt.clearedBy === null ? null : attempt.createdAt;
  return holdForLate(d, letBegin) ? tellFirst(d) : take(d, attempt, event);
}

function notClaimable({ run, attempts }: RunState, attempt: Attempt, event: Event<'claim'>): Refusal | null {
  if (attempt.status !== 'queued' || run.status !== 'queued') return stale('status');
  if (attempt.epoch !== event.epoch || run.epoch !== event.epoch) return stale('epoch');
  const busy = attempts.some((a) => a.id !== attempt.id && a.lease !== null && a.lease.until > event.at);
  return busy ? stale('busy') : null;
}

/** Words came while it was queued, and nobody would read them: it stays as it is until somebody has seen that. */
function tellFirst(d: Draft): Decision {
  settleStatus(d);
  return d.decision({ kind: 'stand_down', why: 'people are told that their words came too late' });
}

function take(d: Draft, attempt: Attempt, event: Event<'claim'>): Decision {
  const { token, worker, until, at } = event;
  const { run, artifacts, definition } = d.state;
  const makes = definition.pipeline.stages[attempt.stage]?.makes;
  const taken: Attempt = {
    ...attempt,
    status: 'running',
    lease: { token, worker, until },
    feedback: run.feedback,
    base: artifacts.find((a) => a.name === makes)?.canon?.number ?? null,
    startedAt: attempt.startedAt ?? at,
  };
  d.setAttempt(attempt.id, taken);
  const { stageId: stage, number, clearedBy } = taken;
  d.record('attempt.claimed', { attempt: attempt.id }, { stage, number, worker, clearedBy });
  settleStatus(d);
  return d.decision({ kind: 'claimed', attempt: taken });
}

/** The mode or an input changed since it was queued: a person is asked first, and this attempt goes no further. */
export function standDown(d: Draft, attempt: Attempt, stage: Stage): Decision {
  d.record('attempt.released', { attempt: attempt.id }, { why: 'a person is asked first' });
  d.setRun({ clearance: null });
  d.setAttempt(attempt.id, { status: 'aborted', lease: null, endedAt: d.event.at });
  returnWords(d, attempt);
  openGate(d, stageNext(d.state, stage), stage);
  settleStatus(d);
  return d.decision({ kind: 'stand_down', why: 'a person is asked first' });
}

/** A worker stopped at a boundary. If the run goes on meanwhile (Resume was faster), so does the worker. */
export function park(state: RunState, event: Event<'park'>): Decision | Refusal {
  const attempt = held(state, event);
  if (!attempt) return stale('lease');
  const { run } = state;
  const d = new Draft(state, event);
  d.keepTurns(attempt, event.turns ?? []);
  if (hasCost(event.cost)) d.setRun({ spent: addCost(run.spent, event.cost) });
  showLastWord(d, attempt, event.lastWord);
  if (run.status === 'running' && attempt.epoch === run.epoch) {
    const { epoch, feedback } = run;
    // Its cost is booked: were the worker lost now, its estimate would be booked as well.
    const isNews = attempt.openStep !== null || unreadNotes(run, attempt).length > 0;
    if (isNews) d.setAttempt(attempt.id, { openStep: null, feedback });
    return d.decision({ kind: 'go_on', epoch, feedback });
  }
  const { continuation } = event;
  d.setAttempt(attempt.id, { status: 'parked', lease: null, openStep: null, continuation });
  d.record('attempt.parked', { attempt: attempt.id }, { steps: attempt.steps });
  settleStatus(d);
  return d.decision();
}

/** A worker let go: of an aborted attempt, or of a live one that it hands back because it stops. */
export function release(state: RunState, event: Event<'release'>): Decision | Refusal {
  const attempt = findAttempt(state, event.attemptId);
  if (attempt?.lease?.token !== event.token) return stale('lease');
  const d = new Draft(state, event);
  d.setRun({ spent: addCost(state.run.spent, event.cost) });
  if (attempt.status === 'running') {
    showLastWord(d, attempt, event.lastWord);
    return handBack(d, attempt, event.turns);
  }
  d.setAttempt(attempt.id, { lease: null, openStep: null });
  d.record('attempt.released', { attempt: attempt.id }, { cost: event.cost });
  return d.decision();
}

/** What a step came to is known where what was said of it is handed on: then nothing is in doubt, and no words are said again. */
function handBack(d: Draft, attempt: Attempt, turns: readonly unknown[] | undefined): Decision {
  d.keepTurns(attempt, turns ?? []);
  const left = turns ? { ...attempt, openStep: null } : attempt;
  if (left.openStep && !mayRepeat(d.state, left)) return becomeUnknown(d, left);
  d.record('attempt.released', { attempt: attempt.id }, {});
  requeue(d, left);
  return d.decision();
}

/** Whether what it is at may be done again; what an agent's step says of itself comes before what its stage declares. */
export function mayRepeat({ definition }: RunState, { stage: index, openStep }: Attempt): boolean {
  const stage = definition.pipeline.stages[index];
  return openStep?.repeatable ?? (stage !== undefined && (stage.do === 'agent' || stage.repeatable));
}

/** Back to the queue at the run's epoch; held runs keep it parked until Resume. */
export function requeue(d: Draft, attempt: Attempt): void {
  returnWords(d, attempt);
  const { epoch, hold, id: runId } = d.run;
  const status = hold || d.run.status === 'blocked' ? 'parked' : 'queued';
  // Where it last stopped is not where it goes on, if a step that came after that is lost.
  const continuation = attempt.openStep ? null : attempt.continuation;
  d.setAttempt(attempt.id, { status, lease: null, openStep: null, epoch, continuation });
  if (status === 'queued') {
    d.effect({ do: 'run_stage', runId, attemptId: attempt.id, epoch, dueAt: d.event.at });
  }
  settleStatus(d);
}

const workerEnded = 'The worker ended while this command was running.';

/** R14: an effect may or may not have happened; it is never repeated on its own, a person decides. */
export function becomeUnknown(d: Draft, attempt: Attempt, why = workerEnded): Decision {
  const { number: step, callId = null, shown = '' } = attempt.openStep ?? {};
  d.record('attempt.unknown', { attempt: attempt.id }, { step, error: d.words(why) });
  // An agent waits for what a person knows of this one call, and goes on with it.
  if (callId !== null) d.setAttempt(attempt.id, { status: 'parked', lease: null, openStep: null, continuation: null });
  else {
    d.setAttempt(attempt.id, { status: 'unknown', lease: null, openStep: null, endedAt: d.event.at });
    returnWords(d, attempt);
  }
  const detail = `${why}\n\n${shown}`.trimEnd();
  block(d, attempt, 'uncertain_effect', { detail, ...(callId === null ? {} : { callId }) });
  return d.decision();
}

export const findAttempt = (state: RunState, id: string): Attempt | undefined =>
  state.attempts.find((a) => a.id === id);

/** The second fence: the attempt still holds its lease and was not aborted. A pause does not refuse a result. */
export function held(state: RunState, event: { attemptId: string; token: string }): Attempt | null {
  const attempt = findAttempt(state, event.attemptId);
  return attempt?.status === 'running' && attempt.lease?.token === event.token ? attempt : null;
}
