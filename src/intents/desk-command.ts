import { isRefusal, type Refusal } from '../core/refusal.ts';
import { messageIdOf } from '../core/run/message.ts';
import { destinationOf } from '../core/steering/destination.ts';
import { stopWordIn } from '../core/steering/stop-word.ts';
import { steer, type Steering } from './change.ts';
import { eventId } from './ids.ts';
import { attemptedOn, record } from './reply.ts';
import { modelsRead } from './say.ts';
import type { Commanded, RunCommand, Told } from '../core/desk.ts';
import type { RunView } from '../core/ports.ts';
import type { Message } from '../core/steering/message.ts';
import type { DeskCall } from './desk.ts';

export async function commandOrder(call: DeskCall, runId: string, order: RunCommand): Promise<Commanded | Refusal> {
  const view = await findRun(call, runId);
  if (!view) return { refused: 'not_found', what: 'run', id: runId };
  const { run } = view.state;
  const outcome = await steer(call, runId, call.desk.actor, await asEvent(call, view, order));
  if (!isRefusal(outcome)) {
    const { state } = outcome;
    return { run: state.run, isRepeat: false, said: saidBy(call, state, state.messages) };
  }
  if (outcome.refused === 'repeated') return before(call, (await findRun(call, runId)) ?? view);
  await record(call, outcome, attemptedOn(run, order.kind, call.desk.actor));
  return outcome;
}

async function asEvent(call: DeskCall, { state }: RunView, order: RunCommand): Promise<Steering> {
  if (order.kind !== 'message') return order;
  // P20: whoever relays what somebody typed need not know our stop words.
  const stops = stopWordIn(order.text, state.definition.roles) !== null;
  return { ...order, policy: order.policy ?? (stops ? 'pause' : null), models: await modelsRead(call, state.run) };
}

const before = (call: DeskCall, { state, messages }: RunView): Commanded => ({
  run: state.run,
  isRepeat: true,
  said: saidBy(call, state, messages),
});

/** The message that this order said, if it said one. Its id is derived from the order's delivery key. */
function saidBy({ visit }: DeskCall, state: RunView['state'], messages: readonly Message[]): Told | null {
  const id = messageIdOf(eventId(visit.delivery));
  const message = messages.find((it) => it.id === id);
  return message ? { message, destination: destinationOf(state, message), definition: state.definition } : null;
}

/** Null for a run of another project. */
async function findRun({ ports, desk }: DeskCall, runId: string): Promise<RunView | null> {
  const view = await ports.views.run(runId);
  return view?.state.run.projectId === desk.projectId ? view : null;
}
