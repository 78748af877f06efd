import type { Decide } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { RunEvent } from './event.ts';
import type { Decision, RunState } from './state.ts';

/** A decision about this event by these rules, which also carries the event, for counting and logging. */
export const deciding = (event: RunEvent, rules: (state: RunState, event: RunEvent) => Decision | Refusal): Decide =>
  Object.assign((state: RunState) => rules(state, event), { event });
