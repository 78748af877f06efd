import { opensForm } from '../core/cards/ask-buttons.ts';
import { answerForm } from '../core/cards/forms/answer-form.ts';
import { explain } from '../core/cards/explain.ts';
import { plainText } from '../core/cards/plain.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { answer, onAsk, receipt } from './answer.ts';
import { shown } from './forms.ts';
import { refuse } from './reply.ts';
import { readBudget, textIn, type Problems, type Values } from './values.ts';
import type { Choice } from '../core/ask/ask.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import type { FormToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Budget } from '../core/run/run.ts';
import type { Call } from './ports.ts';

interface Submitted {
  token: Extract<FormToken, { form: 'answer' }>;
  values: Values;
}

/**
 * An answer with a reason, notes or a higher budget. The form said what will happen, so it counts as the confirmation. Choices without a form are
 * confirmed, and read, at their buttons; a forged form token for such a choice is refused, so that it can't get around that (P14, S10).
 */
export async function submitAnswer(call: Call, actor: PersonActor, view: AskView, form: Submitted): Promise<Reply> {
  const { token, values } = form;
  const { choice, revision } = token;
  const chosen = view.ask.choices.find((it) => it.id === choice);
  if (!chosen) return refuse(call, { refused: 'no_such_choice', choice }, onAsk(view, choice, actor));
  if (!opensForm(chosen)) return refuse(call, { refused: 'not_ours', what: 'form' }, onAsk(view, choice, actor));
  const problems: Problems = {};
  const budget = budgetIn(values, problems);
  if (Object.keys(problems).length > 0) return back(view, chosen, values, problems);
  const words = textIn(values, 'words').trim();
  const given = { choice, revision, words: words === '' ? null : words, budget, confirmed: true };
  const outcome = await answer(call, actor, view, given);
  if (!isRefusal(outcome)) return receipt(outcome);
  const field = fieldOf(outcome, values);
  if (field === null) return refuse(call, outcome, onAsk(view, choice, actor));
  return back(view, chosen, values, { [field]: plainText(explain(outcome, call.visit.at)) });
}

function budgetIn(values: Values, problems: Problems): Budget | null {
  const budget = readBudget(values, problems);
  return budget.microUsd === null && budget.tokens === null ? null : budget;
}

/** The field of the form to correct; null if no correction would help. */
function fieldOf(refusal: Refusal, values: Values): string | null {
  if (refusal.refused === 'words_needed' || refusal.refused === 'empty') return 'words';
  if (refusal.refused !== 'budget_too_low') return null;
  return 'budget_usd' in values || !('budget_tokens' in values) ? 'budget_usd' : 'budget_tokens';
}

const back = (view: AskView, choice: Choice, values: Values, problems: Problems): Reply =>
  shown(answerForm(view, choice, { values, problems }));
