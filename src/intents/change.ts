import { decide } from '../core/run/decide.ts';
import { deciding } from '../core/run/deciding.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { eventId } from './ids.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { AnswerRunEvent, CommandEvent } from '../core/run/event.ts';
import type { Decision } from '../core/run/state.ts';
import type { Call } from './ports.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;
export type Order = Without<CommandEvent> | Without<AnswerRunEvent>;

/** The one way in which a person changes a run, whichever door they came through. */
export async function change(call: Call, runId: string, actor: PersonActor, order: Order): Promise<Decision | Refusal> {
  const { ports, visit } = call;
  const event = { ...order, id: eventId(visit.delivery), at: visit.at, actor };
  const outcome = await ports.runs.change(runId, deciding(event, decide), visit.delivery);
  return order.kind === 'answer' ? whoWasFaster(call, outcome, order.askId) : outcome;
}

/** The rules see open Asks only: one that is not there was settled in the meantime, and its outcome says by whom (R10). */
async function whoWasFaster(call: Call, outcome: Decision | Refusal, askId: string): Promise<Decision | Refusal> {
  if (!isRefusal(outcome) || outcome.refused !== 'not_found') return outcome;
  const found = await call.ports.views.ask(askId);
  return found?.ask.outcome ? { refused: 'ask_settled', outcome: found.ask.outcome } : outcome;
}
