import type { ControlMode, Execution } from '../project/definition.ts';
import type { Where } from '../people/actor.ts';
import type { CallReply } from '../stage/call.ts';

export const runStatuses = [
  'queued',
  'running',
  'awaiting',
  'paused',
  'blocked',
  'completed',
  'failed',
  'cancelled',
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Active means not completed, failed or cancelled. */
export const isActive = (status: RunStatus): boolean =>
  status !== 'completed' && status !== 'failed' && status !== 'cancelled';

/**
 * Why a run is held. All holds end by Resume. `message` also ends when the message that paused the run is taken back before it was
 * read; `acknowledge` also ends with any accepted message that doesn't pause.
 */
export const holdReasons = ['person', 'policy', 'message', 'acknowledge'] as const;
export type HoldReason = (typeof holdReasons)[number];

export interface Hold {
  reason: HoldReason;
  /** One sentence for people: why the run is held. */
  why: string;
  by: string;
  at: Date;
}

export const triggerSources = [
  'slack_button',
  'slack_form',
  'discord_button',
  'discord_form',
  'console_form',
  'api_client',
  'cli_tool',
  'integration_test',
] as const;
export type TriggerSource = (typeof triggerSources)[number];

/** The click or signed call that started a run: stored with it, unique, never null (S3-12..14). */
export interface Trigger {
  id: string;
  source: TriggerSource;
  /** Or `client:` and the id of a program's key. */
  personId: string;
  personName: string;
  where: Where;
  at: Date;
  /** The caller's own ids (initiative, workstream, task), and what the door knows of the client. */
  context: Record<string, string>;
  /** The proposal that recommended this run, and the configuration as it was recommended. */
  recommendedBy: string | null;
  recommendedConfig: unknown;
}

/** Money is whole micro-dollars (USD × 10⁻⁶): sums stay exact. */
export interface Budget {
  microUsd: number | null;
  tokens: number | null;
}

export interface Cost {
  microUsd: number;
  inputTokens: number;
  outputTokens: number;
}

export const noCost: Cost = { microUsd: 0, inputTokens: 0, outputTokens: 0 };

export const addCost = (a: Cost, b: Cost): Cost => ({
  microUsd: a.microUsd + b.microUsd,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
});

export const hasCost = (cost: Cost): boolean => cost.microUsd + cost.inputTokens + cost.outputTokens > 0;

export const isSameCost = (a: Cost, b: Cost): boolean =>
  a.microUsd === b.microUsd && a.inputTokens === b.inputTokens && a.outputTokens === b.outputTokens;

export const isSpent = (spent: Cost, budget: Budget): boolean =>
  (budget.microUsd !== null && spent.microUsd >= budget.microUsd) ||
  (budget.tokens !== null && spent.inputTokens + spent.outputTokens >= budget.tokens);

/** What the next attempt reads first: the reason of a rejection, notes given on Resume, or what failed before. */
export interface Feedback {
  kind: 'rejected' | 'notes' | 'failure';
  from: string;
  text: string;
  at: Date;
}

/** The approval that allows the current stage to begin; bound to the digest of what was shown. */
export interface Clearance {
  askId: string;
  stage: number;
  digest: string;
}

export interface Run {
  id: string;
  projectId: string;
  pipelineId: string;
  title: string;
  status: RunStatus;
  hold: Hold | null;
  /** Raised by pause, resume, block, cancel and rollback; a step begins only at its job's epoch. */
  epoch: number;
  /** Raised by every write: the compare-and-set. */
  version: number;
  /** Raised by live output, outside the compare-and-set; version + outputs is the revision of its card. */
  outputs: number;
  /** Index of the stage that is due or in progress; the number of stages when all are done. */
  stage: number;
  /** How often the stage in progress was sent back by a person. */
  round: number;
  /** How many attempts at this stage failed since a person last decided about it. */
  tries: number;
  /** The attempt whose output waits at the gate after its stage; it is kept so that the output is never made again. */
  finished: string | null;
  mode: ControlMode;
  brief: string;
  parameters: Record<string, string>;
  budget: Budget;
  spent: Cost;
  clearance: Clearance | null;
  feedback: Feedback[];
  /** The label of the workers that execute it, as the project said when it began. */
  execution: Execution;
  trigger: Trigger;
  /** How many times it has ended; there is one summary for each. */
  endings: number;
  startedAt: Date;
  endedAt: Date | null;
}

export const attemptStatuses = ['queued', 'running', 'parked', 'done', 'failed', 'aborted', 'unknown'] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

export interface Lease {
  token: string;
  worker: string;
  until: Date;
}

/** A step that has begun and was not reported as done yet. */
export interface OpenStep {
  number: number;
  /** The cost that is booked if its result is lost. */
  estimate: Cost;
  at: Date;
  /** Whether it may be done again; if left out, what the stage declares counts. */
  repeatable?: boolean;
  /** For agents: the id of the tool call; null for a call of the model. */
  callId?: string | null;
  /** What that call does: people are told where nobody knows whether it happened. */
  shown?: string;
  /** For agents: the messages that were delivered with it, which are not part of the stored conversation yet. */
  messages?: string[];
  /** For agents: it answers a person's message, or makes a call for such an answer. */
  forPerson?: boolean;
}

export interface Attempt {
  id: string;
  runId: string;
  stage: number;
  stageId: string;
  /** 1, 2, 3 … within the run: unique. */
  number: number;
  epoch: number;
  status: AttemptStatus;
  /** Held while a worker may be at work on it: also after an abort, until the worker has let go. */
  lease: Lease | null;
  steps: number;
  openStep: OpenStep | null;
  /** How many workers have died while they did it. */
  takeovers: number;
  feedback: Feedback[];
  /** The answer that let it begin, where one was needed; used once. */
  clearedBy: string | null;
  /** The version of its artifact that it builds on; null when it is the first. */
  base: number | null;
  continuation: unknown;
  /** The id of an agent's conversation. All attempts at one stage share it: a new one goes on where the last one ended. */
  talk: string | null;
  /** How many turns of the conversation are stored. */
  turns: number;
  /** Calls of the model since a person last decided about it, without those that gave it a person's message (S1-39). */
  ownTurns: number;
  /** Whether it has had its one last call after its budget or turns were used up. */
  wrappedUp: boolean;
  /** People's answers to its calls that waited for them. */
  replies: CallReply[];
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** What a run can be restored to: number 0 is the start; n stands after the n-th finished stage. */
export interface Checkpoint {
  number: number;
  /** The stage that is next at this checkpoint. */
  stage: number;
  /** Canon at that moment, by artifact name. */
  versions: Record<string, { number: number; digest: string; length: number; rehearsal: boolean }>;
  spent: Cost;
  at: Date;
}
