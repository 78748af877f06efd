import { oneLine, quotation } from './agent-text.ts';
import { outcomeBadge, shortPlaceWords, whyEnded } from './words/outcome.ts';
import { optionOf } from './words/choice.ts';
import type { Outcome, Subject } from '../ask/ask.ts';
import type { Text } from './card.ts';

const wordsLimit = 500;

/** Who decided what, when and where, from the answer that was committed (P1). */
export function outcomeText(outcome: Outcome, subject: Subject): Text {
  const badge = outcomeBadge(outcome.status, outcome.choice);
  const head: Text = [`${badge.symbol} `, { strong: badge.word }];
  if (outcome.status !== 'decided')
    return [...head, ', ', { time: outcome.at }, `: ${whyEnded(outcome.status, outcome.why)}`];
  const by = outcome.by === null ? '' : ` by ${oneLine(outcome.by)}`;
  const where = outcome.where === null ? '' : `, in ${shortPlaceWords(outcome.where)}`;
  return [...head, `${by}, `, { time: outcome.at }, where, ...said(outcome, subject)];
}

/** The words of the answer; for an option, its text, as the agent was told it. */
function said({ choice, words }: Outcome, subject: Subject): Text {
  const given = (choice && optionOf(choice, subject)) ?? words;
  return given === null ? [] : [`: ${quotation(given, wordsLimit)}`];
}
