import type { Refusal } from '../../../src/core/refusal.ts';
import { gate, noon } from './sample.ts';

export const where = { surface: 'console' as const, channel: 'film', thread: null };
export const outcome = {
  status: 'decided' as const,
  choice: 'approve' as const,
  by: 'Mara',
  words: null,
  where,
  at: noon,
  why: null,
};

/** One of each: a refusal that is added without an example fails to compile here. */
export const examples: { [K in Refusal['refused']]: Extract<Refusal, { refused: K }> } = {
  not_permitted: { refused: 'not_permitted', needs: 'decide' },
  not_entitled: { refused: 'not_entitled', execution: 'cloud', has: ['byok'], get: 'Ask Jon.' },
  stranger: { refused: 'stranger' },
  guest: { refused: 'guest' },
  other_team: { refused: 'other_team' },
  groups_unread: { refused: 'groups_unread' },
  bad_code: { refused: 'bad_code', why: 'late' },
  not_named: { refused: 'not_named' },
  linked_already: { refused: 'linked_already', name: 'Mara' },
  not_a_person: { refused: 'not_a_person' },
  not_now: { refused: 'not_now', verb: 'pause', status: 'paused', hold: null },
  outdated_card: { refused: 'outdated_card', verb: 'cancel' },
  confirm_needed: { refused: 'confirm_needed', choice: 'cancel' },
  words_needed: { refused: 'words_needed', choice: 'reject' },
  no_such_choice: { refused: 'no_such_choice', choice: 'approve' },
  ask_settled: { refused: 'ask_settled', outcome },
  outdated_ask: { refused: 'outdated_ask', ask: gate() },
  already_answered: { refused: 'already_answered', choice: 'approve', at: noon },
  not_an_approver: { refused: 'not_an_approver', approvers: ['mara'] },
  excluded: { refused: 'excluded', why: 'you started this run' },
  not_found: { refused: 'not_found', what: 'run', id: 'run_x' },
  run_over: { refused: 'run_over', status: 'completed' },
  said_already: { refused: 'said_already' },
  words_gone: { refused: 'words_gone' },
  edit_conflict: { refused: 'edit_conflict', artifact: 'notes', base: 1, canon: 2 },
  no_change: { refused: 'no_change', artifact: 'notes' },
  empty: { refused: 'empty' },
  too_long: { refused: 'too_long', length: 9000, limit: 8000 },
  invalid: { refused: 'invalid', field: 'version', problem: 'Fill this in.' },
  unknown_checkpoint: { refused: 'unknown_checkpoint', number: 7 },
  budget_too_low: { refused: 'budget_too_low', needs: 'more than is spent' },
  unpriced_model: { refused: 'unpriced_model', model: 'big', role: 'writer' },
  stale_work: { refused: 'stale_work', why: 'epoch' },
  not_ours: { refused: 'not_ours', what: 'button' },
  used_trigger: { refused: 'used_trigger', runId: 'run_x' },
  repeated: { refused: 'repeated' },
  contended: { refused: 'contended' },
};
