import { againButton, pauseButton } from '../core/cards/private.ts';
import { withWordsButton } from '../core/cards/with-words.ts';
import { questionOf } from '../core/cards/words/ask.ts';
import { destinations, lookWords } from '../core/cards/words/receipt.ts';
import { holdsTheRun } from '../core/ask/ask.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { allows } from '../core/run/status.ts';
import { change } from './change.ts';
import { attemptedOn, refuse, told, toldWith } from './reply.ts';
import type { Text } from '../core/cards/card.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Place } from '../core/project/definition.ts';
import type { RunState } from '../core/run/state.ts';
import type { Run } from '../core/run/run.ts';
import type { MessageSource, SteerPolicy } from '../core/steering/message.ts';
import type { Call } from './ports.ts';

export interface Said {
  text: string;
  policy: SteerPolicy | null;
  source?: MessageSource | null;
  replaces?: string | null;
  talk?: { standsAt: Place | null } | null;
}

/** A person's words to the run, with where they go, what else they could be, and the way to stop instead. */
export async function say(call: Call, actor: PersonActor, run: Run, said: Said): Promise<Reply> {
  const outcome = await change(call, run.id, actor, { kind: 'message', ...said });
  if (isRefusal(outcome)) {
    return outcome.refused === 'run_over'
      ? finished(call, outcome, run, actor)
      : refuse(call, outcome, attemptedOn(run, 'message', actor));
  }
  const { state } = outcome;
  const where = said.policy === 'pause' ? destinations.heldByYou() : destinationOf(state);
  const asAnswer = withWordsButton(state, actor);
  const pause = allows(state.run.status, 'pause') ? pauseButton(state.run) : null;
  const buttons = [asAnswer, pause].filter((button) => button !== null);
  return buttons.length === 0 ? told(where) : toldWith(actor, where, buttons);
}

/** Where words that were just accepted go, and when somebody reads them. */
function destinationOf({ run, definition, asks }: RunState): Text {
  const { stages } = definition.pipeline;
  const current = stages[run.stage];
  const next = stages.slice(run.stage).find((stage) => stage.do !== 'command');
  if (!current || !next) return destinations.noDraft();
  const waitsFor = asks.find(holdsTheRun);
  if (run.status === 'awaiting' && waitsFor) {
    return destinations.awaiting(questionOf(waitsFor.subject, definition), next.do === 'agent');
  }
  if (run.status === 'paused' || run.status === 'blocked') return destinations.held();
  return current === next ? destinations.nextStep(next.name) : destinations.nextDraft(current.name, next.name);
}

/** Words to a run that is over: told so, and offered a new one (P17). */
export async function finished(call: Call, refusal: Refusal, run: Run, actor: PersonActor): Promise<Reply> {
  await refuse(call, refusal, attemptedOn(run, 'message', actor));
  return toldWith(actor, lookWords.finished(), [againButton(run)]);
}
