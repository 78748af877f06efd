import type { CardSubject } from '../../effect.ts';
import type { Place } from '../../project/definition.ts';
import type { Words } from '../card.ts';
import { placeWords } from './outcome.ts';

/** Words that warn of a card which can't be updated any more: without them, it would look as if it were up to date (P28). */
export const staleWords = (subject: CardSubject, at: Place | null): Words => ({
  subject,
  author: { kind: 'system', name: 'Wheelhouse', handle: null, emoji: null },
  label: null,
  text: at === null ? staleHere : staleElsewhere(at),
  blocks: [],
});

const staleHere =
  "The card above can't be changed any more, and shows how things were. How they are now, the console says; buttons that are " +
  'out of date do nothing.';

const staleElsewhere = (place: Place): string =>
  `The copy of this card in ${placeWords({ ...place, thread: null })} can't be changed any more, and shows how things were. ` +
  'This one goes on.';
