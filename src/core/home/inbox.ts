import { mergeAlike, questionsIn, type Merged } from '../ask/alike.ts';
import type { Ask } from '../ask/ask.ts';
import { standingOf } from '../ask/standing.ts';
import type { KnownPerson } from '../ports.ts';
import type { AskRecord } from '../records/records.ts';

/** An open question, and who this person is in its project. */
export interface Waiting {
  ask: Ask;
  run: AskRecord['run'];
  person: KnownPerson;
}

export interface Inbox {
  shown: Merged<Waiting>[];
  /** Questions for this person that are not shown. */
  more: number;
  /** Questions that wait for others. */
  others: number;
}

/** Lines of a page, which people only glance at. */
const mostShown = 10;

/** What waits for this person, in the order of `waiting`. Equal questions share a line. */
export function inboxOf(waiting: readonly Waiting[]): Inbox {
  const own = waiting.filter(({ ask, run, person }) => standingOf(ask, person, run.execution).choices.length > 0);
  const merged = mergeAlike(own, (it) => it);
  const shown = merged.slice(0, mostShown);
  const more = questionsIn(merged.slice(mostShown));
  return { shown, more, others: waiting.length - own.length };
}
