import { can, type Move, type Scene } from './scene.ts';
import { madeBy } from './mend.ts';
import { lastChange, lastCommand, lastTests } from './seen.ts';
import { moves } from './words.ts';

const diff = { do: 'command', name: 'diff' } as const;

const passes = ({ seen }: Scene): boolean => lastTests(seen)?.run.failed === 0;

/** Runs the command `diff`, once the tests pass. */
export function showChanges(scene: Scene): Move | null {
  const { seen } = scene;
  const isShown = (lastCommand(seen, 'diff')?.at ?? -1) > lastChange(seen);
  const isDue = lastChange(seen) !== -1 && passes(scene) && !isShown;
  return isDue && can(scene, diff) ? { says: moves.showChanges, action: diff } : null;
}

/** Runs the script's `finish`, once the tests pass: a command line, which a person approves first. */
export function finish(scene: Scene): Move | null {
  const { seen, script } = scene;
  if (script.finish === undefined || lastChange(seen) === -1 || !passes(scene)) return null;
  const last = seen.done.findLast(({ action }) => action.do === 'shell')?.at ?? -1;
  const before = madeBy({ ...seen, done: seen.done.filter((it) => it.at <= last) }, script);
  const message = madeBy(seen, script)
    .filter((it) => !before.includes(it))
    .map((it, at) => (at === 0 ? it.says : it.says.charAt(0).toLowerCase() + it.says.slice(1)))
    .join(', ');
  const line = script.finish.replaceAll('{message}', () => inQuotes(message));
  const action = { do: 'shell', line } as const;
  return last < lastChange(seen) && can(scene, action) ? { says: moves.finish, action } : null;
}

/** Quoted, so that a shell takes it as one word whatever it contains. */
const inQuotes = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
