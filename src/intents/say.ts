import { againButton, pauseButton, resumeButton } from '../core/cards/private.ts';
import { withWordsButton } from '../core/cards/with-words.ts';
import { destinationWords, lookWords, receipts } from '../core/cards/words/receipt.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { allows } from '../core/run/status.ts';
import { destinationOf, saidIn } from '../core/steering/destination.ts';
import { change } from './change.ts';
import { modelsOf } from './new-run.ts';
import { attemptedOn, refuse, told, toldWith } from './reply.ts';
import type { Button } from '../core/cards/card.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Place } from '../core/project/definition.ts';
import type { RunState } from '../core/run/state.ts';
import type { Run } from '../core/run/run.ts';
import type { UsedModel } from '../core/run/run-config.ts';
import type { Message, MessageSource, SteerPolicy, Timing } from '../core/steering/message.ts';
import type { Call } from './ports.ts';

export interface Said {
  text: string;
  policy: SteerPolicy | null;
  timing?: Timing | null;
  source?: MessageSource | null;
  replaces?: string | null;
  talk?: { standsAt: Place | null } | null;
}

/** Gives a person's words to the run. The reply says when they will be read, and offers to use them as an answer, or to pause instead. */
export async function say(call: Call, actor: PersonActor, run: Run, said: Said): Promise<Reply> {
  const models = await modelsRead(call, run);
  const outcome = await change(call, run.id, actor, { kind: 'message', ...said, models });
  if (isRefusal(outcome)) {
    return outcome.refused === 'run_over'
      ? finished(call, outcome, run, actor)
      : refuse(call, outcome, attemptedOn(run, 'message', actor));
  }
  const { state } = outcome;
  const now = saidIn(outcome);
  if (!now) return told(receipts.done());
  const where = destinationWords(destinationOf(state, now), state.definition);
  const buttons = [withWordsButton(state, actor), otherWay(state, now)].filter((button) => button !== null);
  return buttons.length === 0 ? told(where) : toldWith(actor, where, buttons);
}

/** Pause; or Resume, if these very words have paused the run. */
function otherWay({ run }: RunState, { policy }: Message): Button | null {
  if (allows(run.status, 'pause')) return pauseButton(run);
  return policy === 'pause' && run.hold?.reason === 'message' ? resumeButton(run) : null;
}

/** The models of the roles that read words; looked up only if a budget in dollars needs their prices (S1-22). */
export async function modelsRead({ ports }: Call, { id, budget }: Run): Promise<UsedModel[]> {
  if (budget.microUsd === null) return [];
  const definition = (await ports.views.run(id))?.state.definition;
  return definition ? modelsOf(ports, definition, definition.pipeline) : [];
}

/** The reply to words for a run that is over: says so, and offers to start a new one (P17). */
export async function finished(call: Call, refusal: Refusal, run: Run, actor: PersonActor): Promise<Reply> {
  await refuse(call, refusal, attemptedOn(run, 'message', actor));
  return toldWith(actor, lookWords.finished(), [againButton(run)]);
}
