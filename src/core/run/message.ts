import { may, requesterId } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import { holdByWords, letGo } from '../steering/policy.ts';
import { addWords } from '../steering/words.ts';
import { Draft } from './draft.ts';
import type { CommandEvent } from './event.ts';
import type { Decision, RunState } from './state.ts';
import { allows } from './status.ts';

type Event = Extract<CommandEvent, { kind: 'message' }>;

/** Characters; the shortest limit among the surfaces' own inputs is below it. */
export const longestMessage = 8000;

/** Accepted durably, then delivered at the next boundary of a `write`. Words steer; they never decide anything. */
export function message(state: RunState, event: Event): Decision | Refusal {
  const refusal = cantSay(state, event);
  if (refusal) return refusal;
  const { actor, source = null, replaces = null, talk = null } = event;
  const text = event.text.trim();
  const policy = event.policy ?? 'steer';
  const d = new Draft(state, event);
  const id = addWords(d, actor, { text, policy, source, replaces });
  if (talk) d.show({ kind: 'message', id }, 'talk', talk.standsAt);
  d.setState({ lastSteerer: requesterId(actor) });
  d.record('message.accepted', { message: id }, { policy, length: text.length });
  applyPolicy(d, event);
  return d.decision();
}

/** What keeps words from being accepted, whether they are new or change others: then nothing at all changes (S1-19). */
export function cantSay({ run }: RunState, { actor, text }: Pick<Event, 'actor' | 'text'>): Refusal | null {
  if (!may(actor, 'message')) return { refused: 'not_permitted', needs: 'message' };
  const length = text.trim().length;
  if (length === 0) return { refused: 'empty' };
  if (length > longestMessage) return { refused: 'too_long', length, limit: longestMessage };
  return allows(run.status, 'message') ? null : { refused: 'run_over', status: run.status };
}

/** An explicit `pause` holds a run that can be held; a run held for acknowledgement goes on by any other words. */
function applyPolicy(d: Draft, { policy, actor: { name } }: Event): void {
  if (policy === 'pause') holdByWords(d, `Paused with a message by ${name}`, name);
  else if (d.run.hold?.reason === 'acknowledge') letGo(d);
}
