import { explain } from '../core/cards/explain.ts';
import { plainText } from '../core/cards/plain.ts';
import type { Refusal } from '../core/refusal.ts';
import { drawAsk } from './draw/ask.ts';
import type { Fault } from './problem.ts';

/** A refusal of the rules as an HTTP problem, in the same words that people read. */
export function refused(refusal: Refusal): Fault {
  const { status, title } = kindOf(refusal);
  const detail = plainText(explain(refusal, new Date()));
  return {
    status,
    code: refusal.refused,
    title,
    detail,
    ...('ask' in refusal ? { ask: drawAsk(refusal.ask) } : {}),
    ...(refusal.refused === 'contended' ? { headers: { 'retry-after': '1' } } : {}),
  };
}

const notAllowed = { status: 403, title: 'This key may not do that' } as const;
const conflict = { status: 409, title: 'The present state does not allow this' } as const;
const over = { status: 410, title: 'This is over' } as const;
const invalid = { status: 422, title: "This can't be done like this" } as const;

function kindOf(refusal: Refusal): Pick<Fault, 'status' | 'title'> {
  switch (refusal.refused) {
    case 'not_permitted':
    case 'not_entitled':
    case 'stranger':
    case 'guest':
    case 'other_team':
    case 'not_named':
    case 'groups_unread':
    case 'not_a_person':
    case 'not_an_approver':
    case 'excluded':
      return notAllowed;
    case 'not_found':
      return { status: 404, title: 'There is nothing with that id' };
    case 'not_now':
    case 'outdated_card':
    case 'outdated_ask':
    case 'already_answered':
    case 'edit_conflict':
    case 'no_change':
    case 'stale_work':
    case 'used_trigger':
    case 'said_already':
    case 'words_gone':
    case 'repeated':
    case 'linked_already':
      return conflict;
    case 'ask_settled':
      // Somebody was faster, or there is nothing left to decide.
      return refusal.outcome.status === 'decided' ? conflict : over;
    case 'run_over':
      return over;
    case 'confirm_needed':
    case 'words_needed':
    case 'no_such_choice':
    case 'empty':
    case 'too_long':
    case 'invalid':
    case 'unknown_checkpoint':
    case 'budget_too_low':
    case 'unpriced_model':
    case 'not_ours':
    case 'bad_code':
      return invalid;
    case 'contended':
      return { status: 503, title: 'Too many changes at the same time' };
  }
}
