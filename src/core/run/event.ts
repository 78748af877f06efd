import type { AnswerEvent } from '../ask/ask.ts';
import type { PersonActor, Requester, SystemActor } from '../people/actor.ts';
import type { ControlMode, Place } from '../project/definition.ts';
import type { StepRequest } from '../stage/step.ts';
import type { Message, MessageSource, SteerPolicy, Timing } from '../steering/message.ts';
import type { UsedModel } from './run-config.ts';
import type { Budget, Cost } from './run.ts';

/** Every event brings its time and id. The ids of everything that it makes are derived from its id, so a repeat makes the same ones. */
interface Base {
  id: string;
  at: Date;
}

/** A command. `epoch`: the one for which its card was drawn; null if it was typed. Pause has none, because it always works. */
export type CommandEvent = SteeringEvent | EditEvent | WordsEvent;

/** The commands that programs may give, too. */
export type SteeringEvent = Base & { actor: Requester } &
  /** `byWord`: by a stop word, which needs only the permission to write. */
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
        /** The models of the roles that read words, if the run has a budget in dollars and their prices matter. */
        models?: readonly UsedModel[];
        source?: MessageSource | null;
        /** An earlier message from the same source, which was dropped unread and which this one replaces. */
        replaces?: string | null;
        /** Set if the words are shown in the run's threads. `standsAt`: the place where everybody can read them already. */
        talk?: { standsAt: Place | null } | null;
      }
  );

/**
 * A message was edited or deleted on its surface. `chain`: what came of that message so far, oldest first. The actor is its author; but no chat
 * says who deleted a message, so `by` may be unknown, and then it does not count as the author's doing. `asOf`: the version of the run at which
 * the chain was read; left out if nothing can have changed since.
 */
export type WordsEvent = Base & { actor: PersonActor; chain: readonly Message[]; asOf?: number } &
  /** `models`: as for a message. */
  (
    | { kind: 'reword'; text: string; policy: SteerPolicy | null; models?: readonly UsedModel[] }
    | { kind: 'take_back'; by: 'author' | 'unknown' }
  );

/** A person edits an artifact. */
type EditEvent = Base & { actor: PersonActor; kind: 'edit'; artifact: string; base: number | null; text: string };

export type AnswerRunEvent = Base & { kind: 'answer'; budget: Budget | null } & AnswerEvent;

/** What an executor has made at a stage. */
export interface Output {
  text: string;
  rehearsal: boolean;
  /** What the role says in the thread when it presents its work; null if it says nothing. */
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
        /** Whether the same may work next time (after a provider's 5xx, or a dropped connection). */
        passing: boolean;
        /** How many milliseconds the provider asked to wait. */
        retryAfter?: number;
        /** Whether it is known what the work had done by then. If not, and if it may not be repeated, a person decides. */
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
        /** The closing text of an agent whose means are spent. */
        lastWord?: string;
      }
    /** A worker lets go of an aborted attempt, or hands its work on because it stops. With `turns`: its step had ended. `lastWord`: as for `park`. */
    | {
        kind: 'release';
        attemptId: string;
        token: string;
        cost: Cost;
        turns?: readonly unknown[];
        lastWord?: string;
      }
    /** The sweep found a lease that ran out. */
    | { kind: 'lapse'; attemptId: string }
    /** The queue gave up on the job. */
    | { kind: 'poison'; attemptId: string; error: string }
    /** The stored definition or inputs can no longer be read: no choice would help. */
    | { kind: 'unreadable'; attemptId: string; error: string }
    | { kind: 'expire'; askId: string }
  );

export type RunEvent = CommandEvent | AnswerRunEvent | WorkerEvent;
