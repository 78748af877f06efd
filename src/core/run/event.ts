import type { AnswerEvent } from '../ask/ask.ts';
import type { PersonActor, Requester, SystemActor } from '../people/actor.ts';
import type { ControlMode, Place } from '../project/definition.ts';
import type { StepRequest } from '../stage/step.ts';
import type { Message, MessageSource, SteerPolicy, Timing } from '../steering/message.ts';
import type { UsedModel } from './run-config.ts';
import type { Budget, Cost } from './run.ts';

/** Time and identity come in with the event; ids of what it makes are derived from `id`, so a repeat makes the same. */
interface Base {
  id: string;
  at: Date;
}

/** A person's command, or a program's. `epoch` is the one its card was drawn for; null when it was typed, or for Pause, which always works. */
export type CommandEvent = SteeringEvent | EditEvent | WordsEvent;

/** What programs may order as well. */
export type SteeringEvent = Base & { actor: Requester } &
  /** `byWord`: a stop word, which takes no more than the permission to write. */
  (
    | { kind: 'pause'; why: string | null; byWord?: boolean }
    | { kind: 'resume'; epoch: number | null; notes: string | null }
    | { kind: 'cancel'; epoch: number | null; confirmed: boolean }
    | { kind: 'rollback'; epoch: number | null; confirmed: boolean; checkpoint: number }
    | { kind: 'change_mode'; mode: ControlMode }
    | { kind: 'revoke_grant'; grantId: string }
    | {
        kind: 'message';
        text: string;
        policy: SteerPolicy | null;
        timing?: Timing | null;
        /** Of the roles that read words, where a budget in money asks for their prices. */
        models?: readonly UsedModel[];
        source?: MessageSource | null;
        /** Words from the same source that were dropped unread: these are said in their stead. */
        replaces?: string | null;
        /** They are part of the talk in the run's thread, where everybody reads them already at this place; null: at none. */
        talk?: { standsAt: Place | null } | null;
      }
  );

/**
 * Words were changed or deleted on their surface. `chain` is what came of that message so far, oldest first. The actor is their author;
 * but no chat says who deleted a message: `by` is then unknown, and nothing counts as the author's doing. `asOf`: the version of the run
 * at which the chain was known to be so; without it, nothing can have changed in between.
 */
export type WordsEvent = Base & { actor: PersonActor; chain: readonly Message[]; asOf?: number } &
  /** `models`: as of a message. */
  (
    | { kind: 'reword'; text: string; policy: SteerPolicy | null; models?: readonly UsedModel[] }
    | { kind: 'take_back'; by: 'author' | 'unknown' }
  );

/** What is in force is a person's to change. */
type EditEvent = Base & { actor: PersonActor; kind: 'edit'; artifact: string; base: number | null; text: string };

export type AnswerRunEvent = Base & { kind: 'answer'; budget: Budget | null } & AnswerEvent;

/** A made artifact as an executor hands it over. */
export interface Output {
  text: string;
  rehearsal: boolean;
  /** What the role says when it presents its work, for the thread; null says nothing. */
  remark: string | null;
}

export type WorkerEvent = Base & { actor: SystemActor } & (
    | { kind: 'claim'; attemptId: string; epoch: number; token: string; worker: string; until: Date }
    | ({ kind: 'begin_step'; attemptId: string; token: string; epoch: number } & StepRequest)
    | { kind: 'finish'; attemptId: string; token: string; output: Output; cost: Cost; turns?: readonly unknown[] }
    | {
        kind: 'fail';
        attemptId: string;
        token: string;
        error: string;
        reason: 'stage_failed' | 'time_limit';
        /** The same input may work next time (a provider's 5xx, a dropped connection). */
        passing: boolean;
        /** Milliseconds that the provider asked to wait before that. */
        retryAfter?: number;
        /** False when nobody knows what the work had done by then: what can't be repeated is then for a person to decide. */
        certain: boolean;
        cost: Cost;
        turns?: readonly unknown[];
      }
    | {
        kind: 'park';
        attemptId: string;
        token: string;
        epoch: number;
        continuation: unknown;
        cost: Cost;
        turns?: readonly unknown[];
      }
    /** The worker of an aborted attempt has let go, or one that stops hands its work on; with `turns`, after the end of its step. */
    | { kind: 'release'; attemptId: string; token: string; cost: Cost; turns?: readonly unknown[] }
    /** The sweep found a lease that ran out. */
    | { kind: 'lapse'; attemptId: string }
    /** The queue gave up on the job. */
    | { kind: 'poison'; attemptId: string; error: string }
    /** The stored definition or inputs can no longer be read: no choice would help. */
    | { kind: 'unreadable'; attemptId: string; error: string }
    | { kind: 'expire'; askId: string }
  );

export type RunEvent = CommandEvent | AnswerRunEvent | WorkerEvent;
