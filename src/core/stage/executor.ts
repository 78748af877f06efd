import type { Definition } from '../run/state.ts';
import type { Cost, Feedback } from '../run/run.ts';
import type { Stage } from '../project/definition.ts';
import type { Output } from '../run/event.ts';
import type { CallReply } from './call.ts';
import type { Begun, StepRequest } from './step.ts';

/** What an executor is given: read from Postgres after the claim, never from a job. */
export interface Assignment {
  runId: string;
  attemptId: string;
  stage: Stage;
  definition: Definition;
  brief: string;
  parameters: Record<string, string>;
  /** The canon of what the stage needs: artifact name → text. */
  inputs: Record<string, string>;
  /** The canon of what it makes, when there is one already: a revision, not a first draft. */
  draft: string | null;
  feedback: Feedback[];
  /** Where a parked attempt goes on; null at first. */
  continuation: unknown;
  /** All that was kept of the talk at this stage, in order, by earlier attempts too. */
  turns: readonly unknown[];
  /** What people said to calls of this talk that waited for them. */
  replies: readonly CallReply[];
}

/**
 * The boundary before each step. `begin` commits the step's start under the run's row lock, or says stop; only after
 * a granted `begin` may anything be spent or sent. The messages it returns are a person's words, due now.
 */
export interface Boundary {
  begin(step: StepRequest): Promise<Begun>;
  /** Live output for the run's card and inspector; kept in order, flushed often, never awaited by the work. */
  output(text: string): void;
  /**
   * Milliseconds for which the lease is certain to be held, if nothing is heard of it from now on; renewed while the worker
   * lives. What works outside of the worker's process ends by itself when they are over: a frozen worker aborts nothing (R8).
   */
  heldFor: () => number;
  /** Aborted by cancel, rollback, a lost lease or the stage's time limit: stop the step in flight. */
  signal: AbortSignal;
}

export type StageResult =
  /** `turns`: what was said since the last boundary. */
  | { kind: 'done'; output: Output; cost: Cost; turns?: readonly unknown[] }
  | Failed
  /** A boundary said stop: nothing is lost, this is where to go on. */
  | { kind: 'stopped'; continuation: unknown; cost: Cost; turns?: readonly unknown[] }
  | { kind: 'aborted'; cost: Cost };

export interface Failed {
  kind: 'failed';
  error: string;
  reason: 'stage_failed' | 'time_limit';
  passing: boolean;
  /** Milliseconds to wait before the next try, where somebody asked for that. */
  retryAfter?: number;
  /** The executor knows how it ended: with a known exit code, or before anything was begun. */
  certain: boolean;
  cost: Cost;
  /** What was said since the last boundary, where nothing of it is to be done or told again. */
  turns?: readonly unknown[];
}

/** Does one kind of stage's work. One per value of `do`. */
export interface Executor {
  kind: Stage['do'];
  execute(assignment: Assignment, boundary: Boundary): Promise<StageResult>;
}
