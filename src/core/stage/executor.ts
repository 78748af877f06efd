import type { Definition } from '../run/state.ts';
import type { Cost, Feedback } from '../run/run.ts';
import type { Stage } from '../project/stage.ts';
import type { Output } from '../run/event.ts';
import type { CallReply } from './call.ts';
import type { Begun, StepRequest } from './step.ts';

/** What an executor is given. It is read from Postgres after the claim, never taken from a job. */
export interface Assignment {
  runId: string;
  attemptId: string;
  stage: Stage;
  definition: Definition;
  brief: string;
  parameters: Record<string, string>;
  /** The artifacts that the stage needs, in the versions in force: name → text. */
  inputs: Record<string, string>;
  /** The version in force of what it makes, if there is one already: the stage then revises it. */
  draft: string | null;
  feedback: Feedback[];
  /** Where a parked attempt continues; null at first. */
  continuation: unknown;
  /** The stored turns of the conversation at this stage, in order, including those of earlier attempts. */
  turns: readonly unknown[];
  /** People's answers to calls of this conversation that waited for them. */
  replies: readonly CallReply[];
}

/**
 * The boundary before each step. `begin` commits the step's start under the run's row lock, or says stop; only after
 * a granted `begin` may anything be spent or sent. The messages it returns are a person's words, due now.
 */
export interface Boundary {
  begin(step: StepRequest): Promise<Begun>;
  /** Adds live output, for the run's card and page. It is stored in order and often; the work does not wait for that. */
  output(text: string): void;
  /**
   * Milliseconds for which the lease is certain to be held, even if it can't be renewed from now on. Work outside of the worker's process has to end by
   * itself after that time, since a frozen worker can't abort it (R8).
   */
  heldFor: () => number;
  /** Aborted by cancel, rollback, a lost lease or the stage's time limit: stop the step in flight. */
  signal: AbortSignal;
}

export type StageResult =
  /** `turns`: the turns of the conversation since the last boundary. */
  | { kind: 'done'; output: Output; cost: Cost; turns?: readonly unknown[] }
  | Failed
  /** A boundary said stop. Nothing is lost; `continuation` is where to go on. `lastWord`: the closing text of an agent whose means are spent. */
  | { kind: 'stopped'; continuation: unknown; cost: Cost; turns?: readonly unknown[]; lastWord?: string }
  | { kind: 'aborted'; cost: Cost };

export interface Failed {
  kind: 'failed';
  error: string;
  reason: 'stage_failed' | 'time_limit';
  passing: boolean;
  /** Milliseconds to wait before the next try, if the provider asked for that. */
  retryAfter?: number;
  /** Whether it is known how the work ended: with an exit code, or before anything was begun. */
  certain: boolean;
  cost: Cost;
  /** The turns since the last boundary, if they shall be stored, so that nothing of them is done or told again. */
  turns?: readonly unknown[];
}

/** Does the work of one kind of stage. There is one for each value of `do`. */
export interface Executor {
  kind: Stage['do'];
  execute(assignment: Assignment, boundary: Boundary): Promise<StageResult>;
}
