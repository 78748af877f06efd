import type { Ask } from '../ask/ask.ts';
import type { NamedAccount } from '../people/recognize.ts';
import type { KnownPerson } from '../ports.ts';
import type { Execution, Place } from '../project/definition.ts';
import type { AskRecord } from '../records/records.ts';
import type { HoldReason } from '../run/run.ts';
import type { AttentionSettings } from './settings.ts';

/** An open question: where its card stands, who started its run, and where that is executed. */
export interface OpenAsk {
  ask: Ask;
  starterId: string;
  execution: Execution;
  standsAt: readonly Place[];
  /** When people last let its run go on; null where they never did. */
  resumedAt: Date | null;
}

/**
 * While people hold a run, nobody is called to its questions: they are not among the facts. They are if the system holds it. Blockers
 * are in any case: whoever paused the run does not know that it has stopped itself since, and Resume no longer helps.
 */
export const holdsOfPeople = ['person', 'policy', 'message'] as const satisfies readonly HoldReason[];

/**
 * Whose a place is: accounts of that workspace or server are called there, or all where `team` is null. `asked`: its platform is about
 * to say. `away`: nobody can be called there now.
 */
export type Ground = { team: string | null } | 'asked' | 'away';

/** Somebody was called to an Ask: at this step of `after`, counted from 0. Nobody's id is empty. */
export interface Told {
  askId: string;
  revision: number;
  step: number;
  personId: string;
  at: Date;
}

/** Somebody of the project, with all accounts that are theirs. */
export interface Callable {
  person: KnownPerson;
  accounts: readonly NamedAccount[];
}

/** Whom words call, on the surface where they are said. */
export interface Called {
  personId: string;
  name: string;
  /** The id of their account there; null where they have none. */
  user: string | null;
}

export interface Facts {
  /** Of one project. */
  asks: readonly OpenAsk[];
  /** What was said of these Asks, and whom the project has called within the interval. */
  told: readonly Told[];
  /** Whose last call has not gone out yet. */
  unreached: readonly string[];
  people: readonly Callable[];
  /** Of the project, in its order. */
  places: readonly Place[];
  groundOf: (place: Place) => Ground;
  settings: AttentionSettings;
  now: Date;
}

/** One message, in the thread of the first of its Asks. `calls` has one without a name where nobody who may answer is known by it. */
export interface Reminder {
  place: Place;
  due: readonly { ask: Ask; step: number }[];
  calls: readonly Called[];
}

/** What of a reminder is still so: questions that are open, asked as they were, and of which nobody was reminded later. */
export interface StandingReminder {
  calls: readonly Called[];
  asks: readonly AskRecord[];
  /** How many it was made of. */
  of: number;
}

/** Where reminders are kept. Rejections are outages. */
export interface Reminders {
  /**
   * Plans a project's reminders on what is so, and keeps them, in one transaction that no other process' comes between; returns how
   * many were made. The plan is asked only where something may be due.
   */
  remind(due: DueIn, plan: (facts: Pick<Facts, 'asks' | 'told' | 'unreached'>) => readonly Reminder[]): Promise<number>;
  /** Null where nothing of it is so any more. */
  find(reminderId: string): Promise<StandingReminder | null>;
}

export interface DueIn {
  projectId: string;
  settings: AttentionSettings;
  now: Date;
}
