import type { Bodies, Hints, Outbox, Runs, Talks } from '../../core/ports.ts';
import type { Stage } from '../../core/project/stage.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { RunEvent } from '../../core/run/event.ts';
import type { Decision, RunState } from '../../core/run/state.ts';
import type { Executor } from '../../core/stage/executor.ts';
import type { ParentLog } from '../log.ts';
import type { JobSettings } from '../settings.ts';

/** The rules of a run, as the jobs use them. */
export type Rules = (state: RunState, event: RunEvent) => Decision | Refusal;

/** A process that stops: first no further step begins, then the steps in flight are aborted. */
export interface Shift {
  ending: AbortSignal;
  over: AbortSignal;
}

export interface StageParts {
  runs: Runs;
  outbox: Pick<Outbox, 'find' | 'done'>;
  bodies: Bodies;
  talks: Talks;
  rules: Rules;
  executors: ReadonlyMap<Stage['do'], Executor>;
  settings: JobSettings;
  log: ParentLog;
  /** Names this process in leases and in the ledger. */
  worker: string;
  shift: Shift;
  live: LiveStages;
}

export type StopReason = 'aborted' | 'lease_lost' | 'time_limit' | 'shutting_down';

/** Why a stage's signal was aborted. */
export class StageStopped extends Error {
  constructor(readonly reason: StopReason) {
    super(`The stage was stopped: ${reason.replace('_', ' ')}.`);
    this.name = 'StageStopped';
  }
}

/** The stages at work in this process, by attempt; what an abort from elsewhere reaches. */
export type LiveStages = Map<string, (reason: StopReason) => void>;

/** One subscription for the process, however many stages are at work. */
export const obeyAborts = (hints: Pick<Hints, 'onAbort'>, live: LiveStages): (() => void) =>
  hints.onAbort((attemptId) => live.get(attemptId)?.('aborted'));
