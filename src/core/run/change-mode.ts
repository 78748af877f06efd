import { may } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import { Draft } from './draft.ts';
import type { CommandEvent } from './event.ts';
import { notNow } from './hold.ts';
import type { Decision, RunState } from './state.ts';
import { allows } from './status.ts';

/** Changes the control mode, which counts from the next boundary on: open gates stay open, and finished stages get none. */
export function changeMode(state: RunState, event: Extract<CommandEvent, { kind: 'change_mode' }>): Decision | Refusal {
  if (!may(event.actor, 'configure')) return { refused: 'not_permitted', needs: 'configure' };
  if (!allows(state.run.status, 'change_mode')) return notNow(state.run, 'change_mode');
  const d = new Draft(state, event);
  d.record('run.mode_changed', {}, { from: state.run.mode, to: event.mode });
  d.setRun({ mode: event.mode });
  return d.decision();
}
