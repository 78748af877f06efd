import { describe, expect, it } from 'vitest';
import { askKinds } from '../../../src/core/ask/ask.ts';
import { showable } from '../../../src/core/project/definition.ts';
import { showsAt, type Shown } from '../../../src/core/project/routing.ts';

const all: readonly Shown[] = [...askKinds, 'progress', 'talk'];
const shownBy = (shows?: (typeof showable)[number][]): Shown[] =>
  all.filter((what) => showsAt(shows === undefined ? {} : { shows }, what));

describe('what a place shows', () => {
  it('is everything where nothing is said', () => {
    expect(shownBy()).toEqual(all);
  });

  it.each([
    [['questions'], ['gate', 'proposal', 'suggestion', 'blocker', 'question']],
    [['gates'], ['gate']],
    [
      ['blockers', 'suggestions', 'proposals'],
      ['proposal', 'suggestion', 'blocker'],
    ],
    [['progress'], ['progress']],
    [
      ['gates', 'talk'],
      ['gate', 'talk'],
    ],
  ] as const)('is, of %j, %j', (shows, expected) => {
    expect(shownBy([...shows])).toEqual(expected);
  });

  it('is something by every word, and everything by all of them', () => {
    for (const word of showable) expect(shownBy([word]), word).not.toEqual([]);
    expect(shownBy([...showable])).toEqual(all);
  });
});
