import { receipts } from '../core/cards/words/receipt.ts';
import { isActive } from '../core/run/run.ts';
import { stopWordIn } from '../core/steering/stop-word.ts';
import { pauseNow } from './controls.ts';
import { say, type Said } from './say.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { RunState } from '../core/run/state.ts';
import type { Call } from './ports.ts';

/** A bare stop word pauses the run at once, whichever door it came through, and the reply says so (P20). All other words are said to the run. */
export async function sayOrStop(
  call: Call,
  actor: PersonActor,
  { run, definition }: Pick<RunState, 'run' | 'definition'>,
  said: Said,
): Promise<Reply> {
  const word = isActive(run.status) ? stopWordIn(said.text, definition.roles) : null;
  if (word === null) return say(call, actor, run, said);
  return pauseNow(call, actor, run, { by: 'stop word', text: receipts.stopWord(word) });
}
