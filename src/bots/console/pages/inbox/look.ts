import type { BulkItem, BulkVerb } from '../../../../core/bulk.ts';
import type { Text } from '../../../../core/cards/card.ts';
import { bulkWords } from '../../../../core/cards/words/bulk.ts';
import { inboxWords } from '../../words/inbox.ts';
import type { PersonalAsk } from '../asks/read.ts';

/** Chosen questions as they are now: what would be answered together, and why the others would not. */
export interface Look {
  verb: BulkVerb;
  chosen: PersonalAsk[];
  others: { item: BulkItem; waiting: PersonalAsk | null; why: Text }[];
}

export function lookAt(verb: BulkVerb, items: readonly BulkItem[], found: readonly PersonalAsk[]): Look {
  const look: Look = { verb, chosen: [], others: [] };
  for (const item of items) {
    const waiting = found.find(({ view }) => view.ask.id === item.askId) ?? null;
    const why = whyNot(verb, item, waiting);
    if (why) look.others.push({ item, waiting, why });
    else if (waiting) look.chosen.push(waiting);
  }
  return look;
}

function whyNot(verb: BulkVerb, item: BulkItem, waiting: PersonalAsk | null): Text | null {
  if (!waiting) return bulkWords.notFound();
  const { ask } = waiting.view;
  const isOther = ask.status === 'open' && (item.revision !== ask.revision || item.digest !== ask.digest);
  return isOther ? [inboxWords.changed] : waiting.alone[verb];
}
