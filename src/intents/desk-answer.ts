import { answerId } from '../core/ask/answer.ts';
import { fateOf } from '../core/ask/fate.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { isYes } from '../core/ask/choices.ts';
import { isUnreadable } from '../core/cards/ask-parts.ts';
import { answer } from './answer.ts';
import { eventId } from './ids.ts';
import { textsOf } from './texts.ts';
import { attemptedOn, record } from './reply.ts';
import type { Answered, AnswerOrder } from '../core/desk.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { DeskCall } from './desk.ts';

export async function answerOrder(call: DeskCall, order: AnswerOrder): Promise<Answered | Refusal> {
  const { desk, ports } = call;
  const view = await ports.views.ask(order.askId);
  if (!view || view.run.projectId !== desk.projectId) return { refused: 'not_found', what: 'ask', id: order.askId };
  const { actor } = desk;
  const outcome = actor.kind === 'person' ? await give(call, actor, view, order) : notAPerson;
  if (isRefusal(outcome)) {
    await record(call, outcome, attemptedOn(view.run, order.choice, actor, { ask: order.askId }));
  }
  return outcome;
}

const notAPerson: Refusal = { refused: 'not_a_person' };

async function give(
  call: DeskCall,
  actor: PersonActor,
  view: AskView,
  order: AnswerOrder,
): Promise<Answered | Refusal> {
  const given = { id: answerId(eventId(call.visit.delivery)), revision: order.revision };
  const isOther = view.ask.revision === order.revision && view.ask.digest !== order.digest;
  // An outdated revision is refused under the lock. A wrong digest of the present revision can be refused here.
  if (isOther) return { refused: 'outdated_ask', ask: view.ask };
  if (await isGone(call, view, order)) return { refused: 'no_such_choice', choice: order.choice };
  const outcome = await answer(call, actor, view, order);
  if (!isRefusal(outcome)) {
    const { result, state } = outcome;
    const ask = result.kind === 'voted' || result.kind === 'decided' ? result.ask : view.ask;
    return { ask, run: state.run, fate: fateOf(ask, given), isRepeat: false };
  }
  if (outcome.refused !== 'repeated') return outcome;
  // It was carried out before: tell what has become of it by now.
  const { ask, run } = (await call.ports.views.ask(order.askId)) ?? view;
  return { ask, run, fate: fateOf(ask, given), isRepeat: true };
}

/** Whether this would agree to a text that was redacted. No card offers that, so the API must not either. */
const isGone = async (call: DeskCall, { ask }: AskView, order: AnswerOrder): Promise<boolean> =>
  ask.status === 'open' && isYes({ id: order.choice }) && isUnreadable(ask, await textsOf(call.ports.bodies, ask));
