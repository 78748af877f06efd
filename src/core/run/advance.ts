import { holdsTheRun } from '../ask/ask.ts';
import { stageDone, stageNext } from '../ask/subject.ts';
import { digestOf } from '../digest.ts';
import type { Stage } from '../project/stage.ts';
import { holdForLate } from '../steering/late.ts';
import { addCheckpoint } from './checkpoint.ts';
import type { Draft } from './draft.ts';
import { completeRun } from './end.ts';
import { opensAfter, opensBefore } from './mode.ts';
import { notesLeft } from './notes.ts';
import { openGate } from './open-ask.ts';
import { queueAttempt, unusedClearance } from './queue-attempt.ts';

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

/** Sets the status, which follows from open Asks, the hold and running attempts. Only an end sets it otherwise. */
export function settleStatus(d: Draft): void {
  const { run, state } = d;
  if (run.endedAt !== null) return;
  if (state.asks.some((a) => a.kind === 'blocker')) d.setRun({ status: 'blocked' });
  else if (run.hold) d.setRun({ status: 'paused' });
  else if (state.asks.some(holdsTheRun)) d.setRun({ status: 'awaiting' });
  else d.setRun({ status: state.attempts.some((a) => a.status === 'running') ? 'running' : 'queued' });
}
