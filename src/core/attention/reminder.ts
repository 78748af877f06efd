import type { Ask } from '../ask/ask.ts';
import type { NamedAccount } from '../people/recognize.ts';
import type { KnownPerson } from '../ports.ts';
import type { Execution, Place } from '../project/definition.ts';
import type { AskRecord } from '../records/records.ts';
import type { HoldReason } from '../run/run.ts';
import type { AttentionSettings } from './settings.ts';

/** An open question: where its card is posted, who started its run, and where the run is executed. */
export interface OpenAsk {
  ask: Ask;
  starterId: string;
  execution: Execution;
  standsAt: readonly Place[];
  /** When people last resumed its run; null if never. */
  resumedAt: Date | null;
}

/**
 * While people hold a run like this, nobody is called to its questions; while the system holds it, they are. Blockers call people in any case:
 * whoever paused the run does not know that it has stopped itself since, and Resume no longer helps.
 */
export const holdsOfPeople = ['person', 'policy', 'message'] as const satisfies readonly HoldReason[];

/**
 * The workspace or server to which a place belongs: only its accounts are called there, or all accounts if `team` is null. `asked`: the platform was
 * asked and has not answered yet. `away`: nobody can be called there now.
 */
export type TeamOfPlace = { team: string | null } | 'asked' | 'away';

/** Somebody was called to an Ask, at this step (counted from 0). The id is empty if nobody was called by name. */
export interface Told {
  askId: string;
  revision: number;
  step: number;
  personId: string;
  at: Date;
}

/** A person of the project, with all their accounts. */
export interface Callable {
  person: KnownPerson;
  accounts: readonly NamedAccount[];
}

/** A person whom a message calls, on its surface. */
export interface Called {
  personId: string;
  name: string;
  /** The id of their account there; null if they have none. */
  user: string | null;
}

export interface Facts {
  /** Of one project. */
  asks: readonly OpenAsk[];
  /** The calls to these Asks so far, and whom the project has called within the interval. */
  told: readonly Told[];
  /** Asks whose last reminder has not been sent yet. */
  unreached: readonly string[];
  people: readonly Callable[];
  /** Of the project, in its order. */
  places: readonly Place[];
  teamOf: (place: Place) => TeamOfPlace;
  settings: AttentionSettings;
  now: Date;
}

/** One message, in the thread of the first of its Asks. `calls` has an entry without a name if nobody who may answer is known by name. */
export interface Reminder {
  place: Place;
  due: readonly { ask: Ask; step: number }[];
  calls: readonly Called[];
}

/** The part of a reminder that still holds: questions that are open and unchanged, and about which there was no later reminder. */
export interface StandingReminder {
  calls: readonly Called[];
  asks: readonly AskRecord[];
  /** How many questions it had when it was planned. */
  of: number;
}

/** The store of reminders. Rejections are outages. */
export interface Reminders {
  /**
   * Reads the facts of a project, plans reminders with `plan`, and stores them, in one transaction under a lock. Returns how many
   * were made. `plan` is called only if something may be due.
   */
  remind(due: DueIn, plan: (facts: Pick<Facts, 'asks' | 'told' | 'unreached'>) => readonly Reminder[]): Promise<number>;
  /** Null if no part of it holds any more. */
  find(reminderId: string): Promise<StandingReminder | null>;
}

export interface DueIn {
  projectId: string;
  settings: AttentionSettings;
  now: Date;
}
