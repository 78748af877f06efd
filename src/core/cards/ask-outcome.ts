import { oneLine, quotation } from './agent-text.ts';
import { endedWords, outcomeBadge, shortPlaceWords } from './words/outcome.ts';
import type { Outcome } from '../ask/ask.ts';
import type { Text } from './card.ts';

const wordsLimit = 500;

/** Who, what, when, where, drawn from the committed answer (P1). */
export function outcomeText(outcome: Outcome): Text {
  const badge = outcomeBadge(outcome.status, outcome.choice);
  const head: Text = [`${badge.symbol} `, { strong: badge.word }];
  if (outcome.status !== 'decided') return [...head, `: ${reason(outcome, outcome.status)}, `, { time: outcome.at }];
  const by = outcome.by === null ? '' : ` by ${oneLine(outcome.by)}`;
  const where = outcome.where === null ? '' : `, in ${shortPlaceWords(outcome.where)}`;
  return [...head, `${by}, `, { time: outcome.at }, where, ...said(outcome)];
}

const reason = (outcome: Outcome, status: Exclude<Outcome['status'], 'decided'>): string =>
  outcome.why === null ? endedWords[status] : `${endedWords[status]} (${oneLine(outcome.why, 200)})`;

const said = (outcome: Outcome): Text => (outcome.words === null ? [] : [`: ${quotation(outcome.words, wordsLimit)}`]);
