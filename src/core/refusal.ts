import type { Ask, Outcome } from './ask/ask.ts';
import type { BadCode } from './people/links.ts';
import type { Entitlement, Execution, Permission } from './project/definition.ts';
import type { Hold, RunStatus } from './run/run.ts';

/** Why nothing was done. Refusals are values; `explain` turns them into words for the person. */
export type Refusal =
  | { refused: 'not_permitted'; needs: Permission }
  /** Permitted, but the project's plan doesn't give them the controls of a run with this execution. */
  | { refused: 'not_entitled'; execution: Execution; has: readonly Entitlement[]; get: string }
  | { refused: 'stranger' }
  /** `guest`: a guest of the team. `other_team`: a member of another one. Groups give them nothing. */
  | { refused: 'guest' }
  | { refused: 'other_team' }
  /** It would depend on groups, and the platform did not say in which groups the person is. */
  | { refused: 'groups_unread' }
  | { refused: 'bad_code'; why: BadCode }
  /** Somebody who is in the project only by a group can't link accounts: such a member is one account. */
  | { refused: 'not_named' }
  /** The account is linked to somebody of this project already, or its file names it. */
  | { refused: 'linked_already'; name: string }
  /** A program's key asked for what only people do. */
  | { refused: 'not_a_person' }
  | { refused: 'not_now'; verb: string; status: RunStatus; hold: Hold | null }
  | { refused: 'outdated_card'; verb: string }
  | { refused: 'confirm_needed'; choice: string }
  | { refused: 'words_needed'; choice: string }
  | { refused: 'no_such_choice'; choice: string }
  | { refused: 'ask_settled'; outcome: Outcome }
  | { refused: 'outdated_ask'; ask: Ask }
  | { refused: 'already_answered'; choice: string; at: Date }
  | { refused: 'not_an_approver'; approvers: readonly string[] }
  | { refused: 'excluded'; why: string }
  | { refused: 'not_found'; what: string; id: string }
  | { refused: 'run_over'; status: RunStatus }
  | { refused: 'edit_conflict'; artifact: string; base: number | null; canon: number | null }
  | { refused: 'no_change'; artifact: string }
  | { refused: 'empty' }
  | { refused: 'too_long'; length: number; limit: number }
  | { refused: 'invalid'; field: string; problem: string }
  | { refused: 'unknown_checkpoint'; number: number }
  | { refused: 'budget_too_low'; needs: string }
  | { refused: 'unpriced_model'; model: string; role: string }
  | { refused: 'stale_work'; why: 'epoch' | 'lease' | 'status' | 'busy' | 'words' | 'proposals' }
  | { refused: 'not_ours'; what: string }
  | { refused: 'used_trigger'; runId: string }
  /** The words of this very message were said to a run before. */
  | { refused: 'said_already' }
  /** The words that should become an answer were read, edited or taken back meanwhile. */
  | { refused: 'words_gone' }
  /** This very delivery was acted upon before. */
  | { refused: 'repeated' }
  /** Others changed the run each time before this could be written. Nothing was done; trying again is safe. */
  | { refused: 'contended' };

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
