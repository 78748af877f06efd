import { oneLine, quotation } from './agent-text.ts';
import { endedWords, outcomeBadge, shortPlaceWords } from './words/outcome.ts';
import { optionOf } from './words/choice.ts';
import type { Outcome, Subject } from '../ask/ask.ts';
import type { Text } from './card.ts';

const wordsLimit = 500;

/** Who, what, when, where, drawn from the committed answer (P1). */
export function outcomeText(outcome: Outcome, subject: Subject): Text {
  const badge = outcomeBadge(outcome.status, outcome.choice);
  const head: Text = [`${badge.symbol} `, { strong: badge.word }];
  if (outcome.status !== 'decided') return [...head, `: ${reason(outcome, outcome.status)}, `, { time: outcome.at }];
  const by = outcome.by === null ? '' : ` by ${oneLine(outcome.by)}`;
  const where = outcome.where === null ? '' : `, in ${shortPlaceWords(outcome.where)}`;
  return [...head, `${by}, `, { time: outcome.at }, where, ...said(outcome, subject)];
}

const reason = (outcome: Outcome, status: Exclude<Outcome['status'], 'decided'>): string =>
  outcome.why === null ? endedWords[status] : `${endedWords[status]} (${oneLine(outcome.why, 200)})`;

/** The words that came with it; of an option, those that the agent was given. */
function said({ choice, words }: Outcome, subject: Subject): Text {
  const given = (choice && optionOf(choice, subject)) ?? words;
  return given === null ? [] : [`: ${quotation(given, wordsLimit)}`];
}
