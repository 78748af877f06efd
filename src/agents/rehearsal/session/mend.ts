import type { Action } from './action.ts';
import type { AddedTest, Change, Mend, Script, Way } from './script.ts';
import { answerTo, contentOf, hasTried, lastTests, type Seen } from './seen.ts';
import { isMeant } from './wishes.ts';

/** Changes that the script describes. */
type Known = Pick<Way, 'says' | 'changes'>;

/** Whether a file is to be left alone: the newest word about it counts. */
export function isLeftAlone({ told }: Seen, path: string): boolean {
  const about = told
    .flatMap((it) => it.wishes)
    .filter((it) => it.kind === 'leave' || it.kind === 'may')
    .filter((it) => isMeant(path, it.what));
  return about.at(-1)?.kind === 'leave';
}

const isFree = (seen: Seen, changes: readonly Change[]): boolean => !changes.some((it) => isLeftAlone(seen, it.file));

/** The script's entries for the tests that failed in the newest run. */
export function mendsDue(seen: Seen, { mends }: Script): Mend[] {
  const failing = lastTests(seen)?.run.failing ?? [];
  return mends.filter((it) => failing.includes(it.test));
}

/** The way to mend a failure: the one that a person chose, else the first that is open. Null if a person has to be asked first, or none is open. */
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

/** The tests that people asked for, as far as the script has them. */
export const testsAskedFor = (seen: Seen, { tests }: Script): AddedTest[] =>
  tests.filter((test) =>
    seen.told
      .flatMap((it) => it.wishes)
      .some((wish) => wish.kind === 'add_test' && isAbout(test, wish.about) && isFree(seen, test.changes)),
  );

export const isAbout = (test: AddedTest, about: string): boolean =>
  test.about.some((it) => about.toLowerCase().includes(it.toLowerCase()));

/** The next action for these changes; null if all of them are made, or can't be made. */
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

/** The text with the change; the same text if the change is made already, or can't be made. */
function applied(text: string, change: Change): string {
  if ('replace' in change) return text.replace(change.replace, () => change.with);
  return text.includes(change.append.trim()) ? text : `${text.trimEnd()}\n${change.append}`;
}

export const isMade = (seen: Seen, { changes }: Known): boolean =>
  changes.every((change) => {
    const text = contentOf(seen, change.file);
    return typeof text === 'string' && text.includes('replace' in change ? change.with : change.append.trim());
  });

/** Everything of the script that has been done: its changes are in the files now. */
export const madeBy = (seen: Seen, { mends, tests }: Script): (Way | AddedTest)[] =>
  [...mends.flatMap((it) => it.ways), ...tests].filter((it) => isMade(seen, it));
