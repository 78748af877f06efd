import { decide } from '../core/run/decide.ts';
import { deciding } from '../core/run/deciding.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { eventId } from './ids.ts';
import type { PersonActor, Requester } from '../core/people/actor.ts';
import type { AnswerRunEvent, CommandEvent, SteeringEvent } from '../core/run/event.ts';
import type { Decision } from '../core/run/state.ts';
import type { Call } from './ports.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;
export type Order = Without<CommandEvent> | Without<AnswerRunEvent>;
/** What programs may order too. */
export type Steering = Without<SteeringEvent>;

/** The one way in which a person changes a run, whichever door they came through. */
export async function change(call: Call, runId: string, actor: PersonActor, order: Order): Promise<Decision | Refusal> {
  const outcome = await follow(call, runId, { ...order, ...happening(call), actor });
  return order.kind === 'answer' ? whoWasFaster(call, outcome, order.askId) : outcome;
}

/** The same for orders that programs may give too. */
export const steer = (call: Call, runId: string, actor: Requester, order: Steering): Promise<Decision | Refusal> =>
  follow(call, runId, { ...order, ...happening(call), actor });

const happening = ({ visit }: Call) => ({ id: eventId(visit.delivery), at: visit.at });

async function follow({ ports, visit }: Call, runId: string, event: CommandEvent | AnswerRunEvent) {
  const outcome = await ports.runs.change(runId, deciding(event, decide), visit.delivery);
  // The run ended instead (its definition could not be read): what was asked for was not done.
  if (isRefusal(outcome) || outcome.result.kind !== 'stand_down') return outcome;
  return { refused: 'run_over', status: outcome.state.run.status } satisfies Refusal;
}

/** The rules only see open Asks. If the Ask is not found there, it was settled in the meantime, and its outcome says by whom (R10). */
async function whoWasFaster(call: Call, outcome: Decision | Refusal, askId: string): Promise<Decision | Refusal> {
  if (!isRefusal(outcome) || outcome.refused !== 'not_found') return outcome;
  const found = await call.ports.views.ask(askId);
  return found?.ask.outcome ? { refused: 'ask_settled', outcome: found.ask.outcome } : outcome;
}
