import type { Action } from './action.ts';
import { mendsDue, nextOf, testsAskedFor, wayOf } from './mend.ts';
import { can, type Move, type Scene } from './scene.ts';
import type { AddedTest, Mend, Way } from './script.ts';
import { answerTo, type Seen } from './seen.ts';
import { explaining, labelled, moves } from './words.ts';

/** Whether somebody answered its plan with no, and nobody has told it to go on since. */
function isFrozen(seen: Seen): boolean {
  const answer = answerTo(seen, explaining.question);
  if (!answer?.result.toLowerCase().includes(explaining.no.toLowerCase())) return false;
  return !seen.told.some((it) => it.at > answer.at && it.wishes.some(({ kind }) => kind === 'go_on'));
}

interface Due {
  change: Way;
  /** The next action for it. */
  action: Action;
  why: string;
}

const becauseAsked = (test: AddedTest): Way => ({ ...test, because: 'somebody asked for it' });

/** The changes that can be made now, in the order of the script. */
function due(scene: Scene): Due[] {
  const { seen, script } = scene;
  if (isFrozen(seen)) return [];
  const mends = mendsDue(seen, script).flatMap((mend): Due[] => {
    const change = wayOf(seen, mend);
    return change === null ? [] : dueOf(scene, change, moves.failing(mend.test));
  });
  const tests = testsAskedFor(seen, script).flatMap((it) => dueOf(scene, becauseAsked(it), moves.askedFor));
  return [...mends, ...tests];
}

function dueOf(scene: Scene, change: Way, why: string): Due[] {
  const action = nextOf(scene.seen, change);
  return action === null || !can(scene, action) ? [] : [{ change, action, why }];
}

/** Works at one failure at a time. If the script has a question about it, a person is asked first. */
export function mendOrAsk(scene: Scene): Move | null {
  const { seen, script } = scene;
  const [first] = due(scene);
  const question = questionDue(scene);
  const isFirst = question !== null && mendsDue(seen, script).indexOf(question) < indexOf(scene, first);
  if (isFirst) return askAbout(question);
  return first === undefined ? null : stepOf(first);
}

const indexOf = ({ seen, script }: Scene, it: Due | undefined): number => {
  const at = mendsDue(seen, script).findIndex((mend) => wayOf(seen, mend) === it?.change);
  return at === -1 ? Infinity : at;
};

const questionDue = (scene: Scene): Mend | null =>
  mendsDue(scene.seen, scene.script).find(
    ({ ask }) =>
      ask !== undefined &&
      answerTo(scene.seen, ask) === undefined &&
      !isFrozen(scene.seen) &&
      can(scene, { do: 'ask', text: ask, options: [] }),
  ) ?? null;

const askAbout = ({ ask = '', test, ways }: Mend): Move => ({
  says: moves.asks(test),
  action: { do: 'ask', text: labelled(ask), options: ways.flatMap((it) => it.answer ?? []) },
});

function stepOf({ change, action, why }: Due): Move {
  if (action.do === 'read') return { says: moves.reads(why, action.path), action };
  return { says: moves.changes(action.do === 'write' ? action.path : '', change.because), action };
}

/** If somebody said “explain first”: tells what it would change next, and waits for a yes. */
export function explain(scene: Scene): Move | null {
  const { seen } = scene;
  const wished = seen.told.findLast((it) => it.wishes.some(({ kind }) => kind === 'explain'));
  if (wished === undefined || (answerTo(seen, explaining.question)?.at ?? -1) > wished.at) return null;
  const plans = due(scene).map(({ change }) => `${change.says}: ${change.because}`);
  const ask = { do: 'ask', text: labelled(explaining.plan(plans)), options: [explaining.yes, explaining.no] } as const;
  if (plans.length === 0 || !can(scene, { ...ask, options: [] })) return null;
  return { says: moves.explains, action: { ...ask, options: [...ask.options] } };
}
