import { askKinds } from '../../core/ask/ask.ts';
import { placeSchema } from '../../core/project/definition.ts';
import { showsAt } from '../../core/project/routing.ts';
import type { Check } from '../draft.ts';
import { onValue } from '../fault.ts';

/** Every kind of question has to be shown at one place at least. (A project without a place in the console gets one, which shows everything.) */
export const checkPlaces: Check = (draft) => {
  const places = draft.root.get('places');
  const read = places.items().flatMap(({ value }) => placeSchema.safeParse(value).data ?? []);
  if (!draft.sound(places) || !read.some(({ surface }) => surface === 'console')) return [];
  const unseen = askKinds.find((kind) => !read.some((place) => showsAt(place, kind)));
  if (unseen === undefined) return [];
  const message = `no place shows what is asked as a ${unseen}: it would wait where nobody sees it. Write questions into "shows" of one place, or leave "shows" out there.`;
  return [onValue(places.path, message)];
};
