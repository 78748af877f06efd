import { isAbout, isMade } from './mend.ts';
import type { Scene } from './scene.ts';
import { wasDone } from './action.ts';
import type { Told } from './seen.ts';
import { isMeant, type Wish } from './wishes.ts';
import { heard, quoted } from './words.ts';

/** Repeats what a person said, and says what will be done about it. */
export const acknowledge = (scene: Scene, { name, text, wishes, at }: Told): string =>
  [quoted(name, text), ...wishes.map((it) => replyTo(scene, it, at))].join(' ');

function replyTo(scene: Scene, wish: Wish, at: number): string {
  switch (wish.kind) {
    case 'leave':
      return leaveAlone(scene, wish.what, at);
    case 'may':
      return heard.may(wish.what);
    case 'explain':
      return heard.explain;
    case 'go_on':
      return heard.goOn;
    case 'unknown':
      return heard.unknown;
    case 'add_test': {
      const test = scene.script.tests.find((it) => isAbout(it, wish.about));
      const known = scene.script.tests.flatMap((it) => it.about[0] ?? []);
      if (test === undefined) return heard.noTest(wish.about, known);
      return isMade(scene.seen, test) ? heard.hasTest(test.says) : heard.test(test.says);
    }
  }
}

/** A file that was changed before somebody wanted it left alone stays changed. */
function leaveAlone({ seen }: Scene, what: string, at: number): string {
  const changed = seen.done.flatMap(({ action, result, at: when }) =>
    action.do === 'write' && when < at && wasDone(result) && isMeant(action.path, what) ? [action.path] : [],
  );
  return changed.length === 0 ? heard.leave(what) : heard.leftTooLate([...new Set(changed)]);
}
