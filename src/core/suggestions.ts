import type { Verb } from './cards/words/help.ts';
import type { Visit } from './intent.ts';

/** What can be suggested while somebody types a command. */
export type Suggested = 'pipeline' | 'run' | 'checkpoint' | 'artifact' | 'role';

export interface Wanted {
  kind: Suggested;
  /** The command that is being typed: only runs for which it is possible are suggested. */
  verb: Verb;
  /** What has been typed of the value so far. */
  typed: string;
  /** The run that the same command names, as it was typed; null if it names none. */
  run: string | null;
}

export interface Suggestion {
  /** The value to put into the command. */
  value: string;
  /** One line for people. */
  label: string;
}

/**
 * Suggests values that this account may use here, the most likely first; none to people who may not view the project. It is called with every key
 * that is pressed, so refusals are not recorded in the ledger. Rejections are outages.
 */
export type Suggest = (wanted: Wanted, visit: Visit) => Promise<Suggestion[]>;
