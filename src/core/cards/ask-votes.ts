import { oneLine } from './agent-text.ts';
import { askWords } from './words/ask.ts';
import { silenceLabel, silenceOf } from './words/silence.ts';
import { whomItWaitsFor } from './words/whom.ts';
import type { Ask } from '../ask/ask.ts';
import type { Definition } from '../run/state.ts';
import type { AskView } from './ask-view.ts';
import type { Fact } from './card.ts';

/** Whom an Ask waits for, in words. */
export const whoDecides = (ask: Ask, { people }: Definition): string =>
  whomItWaitsFor(ask.policy, (personId) => oneLine(people.find(({ id }) => id === personId)?.name ?? personId, 40));

/** Facts of an open Ask: who may decide, who has voted so far, and what happens if nobody answers. */
export function votesOf({ ask, definition }: AskView): Fact[] {
  if (ask.status !== 'open') return [];
  const { policy } = ask;
  const rows: Fact[] = [{ label: askWords.decides, value: [whoDecides(ask, definition)] }];
  const votes = ask.answers.filter((answer) => answer.revision === ask.revision);
  if (policy.quorum > 1) {
    const names = votes.map((answer) => oneLine(answer.personName)).join(', ');
    rows.push({ label: askWords.votes, value: [`${votes.length} of ${policy.quorum}${names ? `: ${names}` : ''}`] });
  }
  return [...rows, { label: silenceLabel, value: silenceOf(ask) }];
}
