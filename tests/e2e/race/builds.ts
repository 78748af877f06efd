import type { Alter } from '../kill/build.ts';

/** How many times as fast as the platforms want it. */
const speed = 50;

type Edit = readonly [file: string, from: string, to: string];

/** The sources with these edits; one that finds nothing to edit would prove nothing. */
const edited =
  (edits: readonly Edit[]): Alter =>
  (text, file) =>
    edits
      .filter(([of]) => of === file)
      .reduce((before, [, from, to]) => {
        if (!before.includes(from)) throw new Error(`${file} has no “${from}” any more.`);
        return before.replaceAll(from, to);
      }, text);

const pace = 'src/bots/chat/send/pace.ts';

const hurriedEdits: readonly Edit[] = [
  [pace, '/ every)', `/ (every / ${speed}))`],
  [pace, 'missing * rate.every', `(missing * rate.every) / ${speed}`],
  ['src/bots/discord/limits.ts', 'perSecond: 50', `perSecond: ${50 * speed}`],
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
