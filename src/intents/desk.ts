import { requesterId } from '../core/people/actor.ts';
import { answerOrder } from './desk-answer.ts';
import { commandOrder } from './desk-command.ts';
import { preflightOrder, startOrder } from './desk-start.ts';
import type { Desk, DeskVisit } from '../core/desk.ts';
import type { Call, DoorPorts } from './ports.ts';

/** The door for callers that have ids instead of buttons, such as the API: the same changes, checks and recorded refusals. */
export function createDesk(ports: DoorPorts): Desk {
  const at = (visit: DeskVisit): DeskCall => ({ ports, visit: visitOf(visit), desk: visit });
  return {
    preflight: (order, visit) => preflightOrder(at(visit), order),
    start: (order, visit) => startOrder(at(visit), order),
    command: (runId, order, visit) => commandOrder(at(visit), runId, order),
    answer: (order, visit) => answerOrder(at(visit), order),
  };
}

export interface DeskCall extends Call {
  desk: DeskVisit;
}

const visitOf = ({ actor, projectId, delivery, at }: DeskVisit): Call['visit'] => ({
  account: actor.kind === 'person' ? actor.account : { surface: 'api', team: projectId, user: requesterId(actor) },
  where: actor.where,
  delivery,
  source: 'api_client',
  at,
});
