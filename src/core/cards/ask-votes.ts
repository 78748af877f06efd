import { oneLine } from './agent-text.ts';
import { askWords } from './words/ask.ts';
import { silenceLabel, silenceOf } from './words/silence.ts';
import type { Definition } from '../run/state.ts';
import type { AskView } from './ask-view.ts';
import type { Text } from './card.ts';

const nameOf = (definition: Definition, personId: string): string =>
  definition.people.find((person) => person.id === personId)?.name ?? personId;

/** Who may decide, how many it takes, who has, and what silence does. */
export function votesOf({ ask, definition }: AskView): { label: string; value: Text }[] {
  if (ask.status !== 'open') return [];
  const { policy } = ask;
  const rows: { label: string; value: Text }[] = [
    { label: askWords.decides, value: [whoDecides({ ask, definition })] },
  ];
  const votes = ask.answers.filter((answer) => answer.revision === ask.revision);
  if (policy.quorum > 1) {
    const names = votes.map((answer) => oneLine(answer.personName)).join(', ');
    rows.push({ label: askWords.votes, value: [`${votes.length} of ${policy.quorum}${names ? `: ${names}` : ''}`] });
  }
  return [...rows, { label: silenceLabel, value: silenceOf(ask) }];
}

function whoDecides({ ask, definition }: Pick<AskView, 'ask' | 'definition'>): string {
  const { approvers, quorum, excluded } = ask.policy;
  const names = (ids: readonly string[]): string => ids.map((id) => nameOf(definition, id)).join(', ');
  const who = approvers === 'anyone-who-may-decide' ? askWords.anyone : names(approvers) || askWords.nobody;
  const parts = [who];
  if (quorum > 1) parts.push(askWords.needs(quorum));
  if (excluded.length > 0) parts.push(askWords.excluded(names(excluded)));
  return parts.join(', ');
}
