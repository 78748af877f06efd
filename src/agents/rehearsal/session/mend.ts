import type { Action } from './action.ts';
import type { AddedTest, Change, Mend, Script, Way } from './script.ts';
import { answerTo, contentOf, hasTried, lastTests, type Seen } from './seen.ts';
import { isMeant } from './told.ts';

/** Something to do that the script knows of. */
type Known = Pick<Way, 'says' | 'changes'>;

/** Whether somebody wants a file left alone: whoever spoke of it last counts. */
export function isLeftAlone({ told }: Seen, path: string): boolean {
  const about = told
    .flatMap((it) => it.wishes)
    .filter((it) => it.kind === 'leave' || it.kind === 'may')
    .filter((it) => isMeant(path, it.what));
  return about.at(-1)?.kind === 'leave';
}

const isFree = (seen: Seen, changes: readonly Change[]): boolean => !changes.some((it) => isLeftAlone(seen, it.file));

/** The mends for what failed when the tests last ran. */
export function mendsDue(seen: Seen, { mends }: Script): Mend[] {
  const failing = lastTests(seen)?.run.failing ?? [];
  return mends.filter((it) => failing.includes(it.test));
}

/** Null: a person has to be asked first, or no way is open. */
export function wayOf(seen: Seen, mend: Mend): Way | null {
  const open = mend.ways.filter((it) => isFree(seen, it.changes));
  if (mend.ask === undefined) return open[0] ?? null;
  const answer = answerTo(seen, mend.ask)?.result.toLowerCase();
  if (answer === undefined) return null;
  const [meant] = open.filter(({ answer: option = '' }) => answer.includes(option.toLowerCase()));
  if (meant) return meant;
  const hinted = open.filter(({ answer: option = '' }) => new RegExp(`\\b${firstWord(option)}\\b`).test(answer));
  return hinted.length === 1 ? (hinted[0] ?? null) : null;
}

const firstWord = (text: string): string => /[\p{L}\p{N}]+/u.exec(text.toLowerCase())?.[0] ?? '';

/** The tests that people asked for and that the script knows. */
export const testsAskedFor = (seen: Seen, { tests }: Script): AddedTest[] =>
  tests.filter((test) =>
    seen.told
      .flatMap((it) => it.wishes)
      .some((wish) => wish.kind === 'add_test' && isAbout(test, wish.about) && isFree(seen, test.changes)),
  );

export const isAbout = (test: AddedTest, about: string): boolean =>
  test.about.some((it) => about.toLowerCase().includes(it.toLowerCase()));

/** The next thing to do for a change; null when all of it is done, or can't be. */
export function nextOf(seen: Seen, { changes }: Known): Action | null {
  for (const path of new Set(changes.map((it) => it.file))) {
    const before = contentOf(seen, path);
    if (before === undefined) return { do: 'read', path };
    if (before === null) continue;
    const content = changes.filter((it) => it.file === path).reduce(applied, before);
    if (content !== before && !hasTried(seen, path, content)) return { do: 'write', path, content };
  }
  return null;
}

/** The text as it stands where the change is made already, or can't be made. */
function applied(text: string, change: Change): string {
  if ('replace' in change) return text.replace(change.replace, () => change.with);
  return text.includes(change.append.trim()) ? text : `${text.trimEnd()}\n${change.append}`;
}

export const isMade = (seen: Seen, { changes }: Known): boolean =>
  changes.every((change) => {
    const text = contentOf(seen, change.file);
    return typeof text === 'string' && text.includes('replace' in change ? change.with : change.append.trim());
  });

/** All that the script knows and that stands in the files now. */
export const madeBy = (seen: Seen, { mends, tests }: Script): (Way | AddedTest)[] =>
  [...mends.flatMap((it) => it.ways), ...tests].filter((it) => isMade(seen, it));
