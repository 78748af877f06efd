import type { Decide } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { RunEvent } from './event.ts';
import type { Decision, RunState } from './state.ts';

/** What the rules say to this event; it says which event that is. */
export const deciding = (event: RunEvent, rules: (state: RunState, event: RunEvent) => Decision | Refusal): Decide =>
  Object.assign((state: RunState) => rules(state, event), { event });
