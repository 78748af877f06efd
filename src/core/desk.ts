import type { Ask, Choice } from './ask/ask.ts';
import type { AnswerFate } from './ask/fate.ts';
import type { Requester } from './people/actor.ts';
import type { ControlMode } from './project/definition.ts';
import type { Refusal } from './refusal.ts';
import type { Budget, Run } from './run/run.ts';
import type { Preflight } from './run/preflight.ts';
import type { Destination } from './steering/destination.ts';
import type { Message, SteerPolicy, Timing } from './steering/message.ts';
import type { Definition } from './run/state.ts';

/** The door for callers that have ids instead of buttons, such as the HTTP API; the same rules apply. Rejections are outages. */
export interface Desk {
  preflight(order: RunOrder, visit: DeskVisit): Promise<Preflight | Refusal>;
  start(order: StartOrder, visit: DeskVisit): Promise<Started | Refusal>;
  command(runId: string, order: RunCommand, visit: DeskVisit): Promise<Commanded | Refusal>;
  /** Takes an answer from people only. */
  answer(order: AnswerOrder, visit: DeskVisit): Promise<Answered | Refusal>;
}

/** Who gives an order, already authenticated, and in which project. */
export interface DeskVisit {
  actor: Requester;
  projectId: string;
  /** The delivery key: unique for each order; a repeat of the order has the same. */
  delivery: string;
  at: Date;
}

/** For null, the pipeline's or the project's default is used. */
export interface RunOrder {
  pipelineId: string;
  brief: string | null;
  parameters: Record<string, string>;
  mode: ControlMode | null;
  budget: Budget;
  /** The session, and the proposal, from which it came. */
  session: string | null;
  recommendedBy: string | null;
}

export interface StartOrder extends RunOrder {
  /** The caller's own id of the action: the same one starts no second run. */
  action: string;
  /** The caller's own ids: initiative, workstream, task. */
  context: Record<string, string>;
}

export type RunCommand =
  | { kind: 'pause'; why: string | null }
  | { kind: 'resume'; epoch: number; notes: string | null }
  | { kind: 'cancel'; epoch: number; confirmed: boolean }
  | { kind: 'rollback'; epoch: number; confirmed: boolean; checkpoint: number }
  | { kind: 'change_mode'; mode: ControlMode }
  | { kind: 'revoke_grant'; grantId: string }
  | { kind: 'message'; text: string; policy: SteerPolicy | null; timing?: Timing | null };

export interface AnswerOrder {
  askId: string;
  choice: Choice['id'];
  revision: number;
  /** The digest of what was read; an answer to anything else is refused. */
  digest: string;
  words: string | null;
  budget: Budget | null;
  confirmed: boolean;
}

export type Started = { started: 'now' | 'before'; run: Run } | { started: 'not_ready'; preflight: Preflight };

/** `isRepeat`: this very order was carried out before. `run` is as it is now. */
interface Done {
  run: Run;
  isRepeat: boolean;
}

export interface Commanded extends Done {
  /** Of a message: the words as they stand now, and where they go. */
  said: Told | null;
}

export interface Told {
  message: Message;
  destination: Destination;
  definition: Definition;
}

export interface Answered extends Done {
  ask: Ask;
  /** What has become of the answer by now. */
  fate: AnswerFate;
}
