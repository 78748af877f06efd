import { isAbout, isMade } from './mend.ts';
import type { Scene } from './scene.ts';
import { wasDone } from './action.ts';
import type { Told } from './seen.ts';
import { isMeant, type Wish } from './told.ts';
import { heard, quoted } from './words.ts';

/** Its next words repeat what it was told, and say what becomes of it. */
export const hear = (scene: Scene, { name, text, wishes, at }: Told): string =>
  [quoted(name, text), ...wishes.map((it) => meant(scene, it, at))].join(' ');

function meant(scene: Scene, wish: Wish, at: number): string {
  switch (wish.kind) {
    case 'leave':
      return left(scene, wish.what, at);
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

function left({ seen }: Scene, what: string, at: number): string {
  const changed = seen.done.flatMap(({ action, result, at: when }) =>
    action.do === 'write' && when < at && wasDone(result) && isMeant(action.path, what) ? [action.path] : [],
  );
  return changed.length === 0 ? heard.leave(what) : heard.leftTooLate([...new Set(changed)]);
}
