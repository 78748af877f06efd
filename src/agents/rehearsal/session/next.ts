import type { Turn } from '../../model/turn.ts';
import type { Action } from './action.ts';
import { explain, mendOrAsk } from './change.ts';
import { finish, showChanges } from './finish.ts';
import { hear } from './heard.ts';
import { firstTest, look, readFirst, testAgain } from './look.ts';
import { report } from './report.ts';
import type { Move, Scene } from './scene.ts';
import { newlyTold, see } from './seen.ts';
import { labelled } from './words.ts';

/** The first of them that has something to do is what comes next. */
const thoughts: readonly ((scene: Scene) => Move | null)[] = [
  look,
  readFirst,
  firstTest,
  explain,
  mendOrAsk,
  testAgain,
  showChanges,
  finish,
];

/** What it says, and what it wants done; nothing more, at the end. */
export interface Spoken {
  text: string;
  action: Action | null;
}

/** The next turn of the rehearsal: equal talks are followed by equal turns. */
export function nextTurn(turns: readonly Turn[], known: Omit<Scene, 'seen'>): Spoken {
  const scene = { ...known, seen: see(turns) };
  for (const think of thoughts) {
    const move = think(scene);
    if (move === null) continue;
    const heard = newlyTold(scene.seen).map((it) => hear(scene, it));
    return { text: labelled([...heard, move.says].join(' ')), action: move.action };
  }
  return lastWords(turns, known);
}

/** Where it stands: how it ends, by itself or because it has to. */
export function lastWords(turns: readonly Turn[], known: Omit<Scene, 'seen'>): Spoken {
  return { text: report({ ...known, seen: see(turns) }), action: null };
}
