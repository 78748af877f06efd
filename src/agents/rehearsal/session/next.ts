import type { Turn } from '../../model/turn.ts';
import type { Action } from './action.ts';
import { explain, mendOrAsk } from './change.ts';
import { finish, showChanges } from './finish.ts';
import { acknowledge } from './acknowledge.ts';
import { firstTest, look, readFirst, testAgain } from './look.ts';
import { report } from './report.ts';
import type { Move, Scene } from './scene.ts';
import { newlyTold, see } from './seen.ts';
import { labelled } from './words.ts';

/** In the order of the work: the first that returns a move is what is done next. */
const moves: readonly ((scene: Scene) => Move | null)[] = [
  look,
  readFirst,
  firstTest,
  explain,
  mendOrAsk,
  testAgain,
  showChanges,
  finish,
];

/** What it says, and the call that it makes; null at the end. */
export interface Spoken {
  text: string;
  action: Action | null;
}

/** The next turn of the rehearsed agent. It depends on the conversation and the script alone. */
export function nextTurn(turns: readonly Turn[], known: Omit<Scene, 'seen'>): Spoken {
  const scene = { ...known, seen: see(turns) };
  for (const moveIn of moves) {
    const move = moveIn(scene);
    if (move === null) continue;
    const acknowledged = newlyTold(scene.seen).map((it) => acknowledge(scene, it));
    return { text: labelled([...acknowledged, move.says].join(' ')), action: move.action };
  }
  return closingTurn(turns, known);
}

/** The report: at the end of the work, or when the agent has to stop. */
export function closingTurn(turns: readonly Turn[], known: Omit<Scene, 'seen'>): Spoken {
  return { text: report({ ...known, seen: see(turns) }), action: null };
}
