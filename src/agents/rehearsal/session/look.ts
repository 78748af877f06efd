import type { Move, Scene } from './scene.ts';
import { can } from './scene.ts';
import { contentOf, lastChange, lastTests } from './seen.ts';
import { moves } from './words.ts';

/** Files that are read first if the script names none. */
const usual = ['README.md', 'package.json'];

const hasListed = ({ seen }: Scene): boolean => seen.done.some(({ action }) => action.do === 'list');

export function look(scene: Scene): Move | null {
  const action = { do: 'list' } as const;
  return hasListed(scene) || !can(scene, action) ? null : { says: moves.look, action };
}

export function readFirst(scene: Scene): Move | null {
  const { script, seen } = scene;
  const listed = seen.done.find(({ action }) => action.do === 'list')?.result.split('\n') ?? [];
  const names = script.first.length > 0 ? script.first : usual.filter((it) => listed.includes(it));
  const path = names.find((it) => contentOf(seen, it) === undefined);
  if (path === undefined || !can(scene, { do: 'read', path })) return null;
  return { says: moves.readFirst(path), action: { do: 'read', path } };
}

const test = { do: 'command', name: 'test' } as const;

export const firstTest = (scene: Scene): Move | null =>
  lastTests(scene.seen) === null && can(scene, test) ? { says: moves.firstTest, action: test } : null;

/** Runs the tests again after a change: only then is it known whether it works. */
export function testAgain(scene: Scene): Move | null {
  const isStale = lastChange(scene.seen) > (lastTests(scene.seen)?.at ?? -1);
  return isStale && can(scene, test) ? { says: moves.testAgain, action: test } : null;
}
