import type { Verb } from './cards/words/help.ts';
import type { Visit } from './intent.ts';

/** What can be offered while somebody types a command. */
export type Suggested = 'pipeline' | 'run' | 'checkpoint' | 'artifact' | 'role';

export interface Wanted {
  kind: Suggested;
  /** The command that it is for: a run to which it can't be done is not offered. */
  verb: Verb;
  /** As far as it has been typed. */
  typed: string;
  /** The run that the same command names, as it was typed; null where it names none. */
  run: string | null;
}

export interface Suggestion {
  /** What the command takes. */
  value: string;
  /** One line for people. */
  label: string;
}

/**
 * What this account may name here, most likely first; nothing for whom may not look. Names what it offers as a look would
 * show it, and leaves no entry in the ledger: it is asked with every key. Rejections are outages.
 */
export type Suggest = (wanted: Wanted, visit: Visit) => Promise<Suggestion[]>;
