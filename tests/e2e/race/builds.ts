import { edited, type Edit } from '../kill/build.ts';

/** How many times as fast as the platforms want it. */
const speed = 50;

const pace = 'src/bots/chat/send/pace.ts';

const hurriedEdits: readonly Edit[] = [
  [pace, '/ every)', `/ (every / ${speed}))`],
  [pace, 'missing * rate.every', `(missing * rate.every) / ${speed}`],
  ['src/bots/discord/limits.ts', 'perSecond: 50', `perSecond: ${50 * speed}`],
  // Nobody loses twenty races in a minute, and is left without an answer to the next (S19), but in such a hurry.
  ['src/core/sparingly.ts', 'all: 20', `all: ${20 * speed}`],
];

/** In a hurry, before platforms that hold nobody to their rates: so many races in so little time. */
export const hurried = edited(hurriedEdits);

/** And without the compare-and-set: a run's row is not locked, and its version is not looked at. */
export const careless = edited([
  ...hurriedEdits,
  ['db/run/state-query.ts', ' for no key update', ''],
  ['db/run/state-query.ts', "'for no key update'", "''"],
  ['db/run/statements.ts', 'and runs.version = $2::int', 'and $2::int is not null'],
]);
