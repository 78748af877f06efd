import { holdsTheRun, type Ask, type Subject } from '../ask/ask.ts';
import { choicesFor } from '../ask/choices.ts';
import { policyFor } from '../ask/policy.ts';
import { stageDone, stageNext } from '../ask/subject.ts';
import { digestOf } from '../digest.ts';
import type { GateDefinition, Stage } from '../project/stage.ts';
import { completeRun } from './end.ts';
import type { Draft } from './draft.ts';
import { holdForLate } from '../steering/late.ts';
import { opensAfter, opensBefore } from './mode.ts';
import { notesLeft } from './notes.ts';
import type { Attempt } from './run.ts';

/**
 * Lets a run go on from where it is, by at most one of these: an attempt that is still finishing is adopted, a gate opens, an attempt is queued,
 * or the run ends.
 */
export function advance(d: Draft, clearedBy: string | null = null, delayMs = 0): void {
  if (d.run.endedAt === null && d.run.hold === null && !d.state.asks.some(holdsTheRun)) move(d, clearedBy, delayMs);
  settleStatus(d);
}

function move(d: Draft, clearedBy: string | null, delayMs: number): void {
  const stage = currentStage(d);
  const finishing = d.state.attempts.find((a) => a.status === 'running');
  if (finishing) d.setAttempt(finishing.id, { epoch: d.run.epoch });
  else if (!stage) endOrHold(d);
  // The gate of a finished stage expired: it asks about the same output again, which is never made again.
  else if (d.run.finished !== null) openGate(d, stageDone(d.state, stage), stage);
  else if (needsClearance(d, stage)) openGate(d, stageNext(d.state, stage), stage);
  // Whoever has just let it begin knew everything that had been said.
  else if ((clearedBy ?? unusedClearance(d)) !== null || !holdForLate(d)) queueAttempt(d, stage, clearedBy, delayMs);
}

function endOrHold(d: Draft): void {
  if (!holdForLate(d)) completeRun(d);
}

export const currentStage = (d: Draft): Stage | undefined => d.state.definition.pipeline.stages[d.run.stage];

/** Whether an answer covers exactly what would run now. */
function isCleared(d: Draft): boolean {
  const stage = currentStage(d);
  const { clearance, stage: index } = d.run;
  return stage !== undefined && clearance?.stage === index && clearance.digest === digestOf(stageNext(d.state, stage));
}

/** Whether a person has to approve the stage before it begins, and no answer covers exactly what would run now. */
export function needsClearance(d: Draft, stage: Stage): boolean {
  if (isCleared(d)) return false;
  return d.run.clearance?.stage === d.run.stage || opensBefore(stage, d.run.mode);
}

export function openGate(d: Draft, subject: Subject, stage: Stage): void {
  const irreversible = stage.do === 'command' && stage.irreversible;
  openAsk(d, 'gate', subject, { gate: stage.gate, irreversible });
}

export function openAsk(
  d: Draft,
  kind: Ask['kind'],
  subject: Subject,
  about: { gate?: GateDefinition | undefined; irreversible?: boolean } = {},
): Ask {
  const { run } = d;
  const expires = kind === 'gate' ? about.gate?.expires : undefined;
  const ask: Ask = {
    id: d.newId('ask'),
    projectId: run.projectId,
    runId: run.id,
    kind,
    status: 'open',
    revision: 1,
    version: 1,
    subject,
    digest: digestOf(subject),
    choices: choicesFor(subject, about.irreversible ?? false),
    policy: policyFor(about.gate, d.state),
    answers: [],
    openedAt: d.event.at,
    revisedAt: null,
    expiresAt: expires === undefined ? null : new Date(d.event.at.getTime() + expires * 1000),
    outcome: null,
  };
  d.openAsk(ask);
  return ask;
}

/** The stage in progress has made its output: a gate asks a person about it, or the run goes on. */
export function finishStage(d: Draft, stage: Stage, attemptId: string): void {
  d.setRun({ finished: attemptId, tries: 0 });
  if (opensAfter(stage, d.run.mode)) {
    openGate(d, stageDone(d.state, stage), stage);
    settleStatus(d);
    return;
  }
  if (d.run.mode === 'autonomous') {
    d.record('run.progressed', { stage: stage.id }, { by: d.state.definition.director ?? 'pipeline' }, director);
  }
  passStage(d);
}

const director = { kind: 'system', name: 'director' } as const;

/**
 * Goes on to the next stage, after adding a checkpoint. Nothing of the passed stage is asked or made again. Notes that nobody has read are for the
 * next stage.
 */
export function passStage(d: Draft): void {
  const feedback = notesLeft(d.state);
  d.setRun({ stage: d.run.stage + 1, round: 0, tries: 0, finished: null, clearance: null, feedback });
  addCheckpoint(d);
  advance(d);
}

export function addCheckpoint(d: Draft): void {
  const { run, state, event } = d;
  const number = Math.max(-1, ...state.checkpoints.map((c) => c.number)) + 1;
  const versions = Object.fromEntries(
    state.artifacts.flatMap(({ name, canon }) =>
      canon
        ? [[name, { number: canon.number, digest: canon.digest, length: canon.length, rehearsal: canon.rehearsal }]]
        : [],
    ),
  );
  d.addCheckpoint({ number, stage: run.stage, versions, spent: run.spent, at: event.at });
}

/** Queues exactly one attempt: the one that is queued or parked, else a new one. */
function queueAttempt(d: Draft, stage: Stage, clearedBy: string | null, delayMs: number): void {
  const { epoch } = d.run;
  const live = d.state.attempts.find((a) => a.status === 'queued' || a.status === 'parked');
  const attempt = live ?? newAttempt(d, stage, clearedBy);
  if (live) d.setAttempt(live.id, { epoch, status: 'queued' });
  else d.addAttempt(attempt);
  const dueAt = new Date(d.event.at.getTime() + delayMs);
  d.effect({ do: 'run_stage', runId: d.run.id, attemptId: attempt.id, epoch, dueAt });
}

function newAttempt(d: Draft, stage: Stage, clearedBy: string | null): Attempt {
  const { run, state, event } = d;
  return {
    id: d.newId('att'),
    runId: run.id,
    stage: run.stage,
    stageId: stage.id,
    number: Math.max(0, ...state.attempts.map((a) => a.number)) + 1,
    epoch: run.epoch,
    status: 'queued',
    lease: null,
    steps: 0,
    openStep: null,
    takeovers: 0,
    feedback: run.feedback,
    clearedBy: clearedBy ?? unusedClearance(d),
    base: state.artifacts.find((a) => a.name === stage.makes)?.canon?.number ?? null,
    continuation: null,
    ...talkOf(d, stage),
    error: null,
    createdAt: event.at,
    startedAt: null,
    endedAt: null,
  };
}

/** An agent that begins again at its stage goes on with the same conversation; after a rollback it begins a new one. */
function talkOf(d: Draft, stage: Stage): Pick<Attempt, 'talk' | 'turns' | 'ownTurns' | 'wrappedUp' | 'replies'> {
  const fresh = { ownTurns: 0, wrappedUp: false };
  if (stage.do !== 'agent') return { talk: null, turns: 0, replies: [], ...fresh };
  const last = d.state.attempts.at(-1);
  if (last?.stage !== d.run.stage || last.talk === null)
    return { talk: d.newId('talk'), turns: 0, replies: [], ...fresh };
  return { talk: last.talk, turns: last.turns, replies: last.replies, ...fresh };
}

/** The id of an approval that was given while the run was held: the first attempt after Resume uses it, and no other. */
function unusedClearance(d: Draft): string | null {
  const { clearance, tries } = d.run;
  if (!clearance || tries > 0 || d.state.attempts.some((a) => a.clearedBy === clearance.askId)) return null;
  return clearance.askId;
}

/** Sets the status, which follows from open Asks, the hold and running attempts. Only an end sets it otherwise. */
export function settleStatus(d: Draft): void {
  const { run, state } = d;
  if (run.endedAt !== null) return;
  if (state.asks.some((a) => a.kind === 'blocker')) d.setRun({ status: 'blocked' });
  else if (run.hold) d.setRun({ status: 'paused' });
  else if (state.asks.some(holdsTheRun)) d.setRun({ status: 'awaiting' });
  else d.setRun({ status: state.attempts.some((a) => a.status === 'running') ? 'running' : 'queued' });
}
