import { may, requesterId } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import { advance } from './advance.ts';
import { Draft } from './draft.ts';
import type { CommandEvent } from './event.ts';
import { hold } from './hold.ts';
import type { Decision, RunState } from './state.ts';
import { allows } from './status.ts';

type Event = Extract<CommandEvent, { kind: 'message' }>;

/** Characters; the shortest limit among the surfaces' own inputs is below it. */
export const longestMessage = 8000;

/** Accepted durably, then delivered at the next boundary of a `write`. Words steer; they never decide anything. */
export function message(state: RunState, event: Event): Decision | Refusal {
  const refusal = guard(state, event);
  if (refusal) return refusal;
  const { actor, text, at } = event;
  const d = new Draft(state, event);
  const id = d.newId('msg');
  d.addMessage({
    id,
    runId: state.run.id,
    origin: 'person',
    author: requesterId(actor),
    authorName: actor.name,
    text: text.trim(),
    kind: 'steering',
    rehearsal: false,
    metadata: null,
    // At the end there is nobody left to steer: the words only say that the late ones were seen.
    status: d.run.stage < d.state.definition.pipeline.stages.length ? 'queued' : 'said',
    deliveredTo: null,
    where: actor.where,
    at,
  });
  d.setState({ lastSteerer: requesterId(actor) });
  d.record('message.accepted', { message: id }, { policy: event.policy ?? 'steer', length: text.trim().length });
  applyPolicy(d, event);
  return d.decision();
}

function guard(state: RunState, event: Event): Refusal | null {
  if (!may(event.actor, 'message')) return { refused: 'not_permitted', needs: 'message' };
  const length = event.text.trim().length;
  if (length === 0) return { refused: 'empty' };
  if (length > longestMessage) return { refused: 'too_long', length, limit: longestMessage };
  return allows(state.run.status, 'message') ? null : { refused: 'run_over', status: state.run.status };
}

/** An explicit `pause` holds a run that can be held; a run held for acknowledgement goes on by any accepted words. */
function applyPolicy(d: Draft, event: Event): void {
  const { run } = d;
  if (event.policy === 'pause') {
    if (allows(run.status, 'pause'))
      hold(d, 'person', `Paused with a message by ${event.actor.name}`, event.actor.name);
    return;
  }
  if (run.hold?.reason !== 'acknowledge') return;
  d.setRun({ hold: null, epoch: run.epoch + 1 });
  advance(d);
}
