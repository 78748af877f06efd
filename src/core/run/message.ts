import { deriveId } from '../digest.ts';
import { may, requesterId } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import { holdByWords, initiatorOf, letGo, rejectWords } from '../steering/policy.ts';
import { rejectionOf } from '../steering/reject.ts';
import type { SteerPolicy } from '../steering/message.ts';
import { addWords } from '../steering/words.ts';
import { Draft } from './draft.ts';
import type { CommandEvent } from './event.ts';
import type { Decision, RunState } from './state.ts';
import { allows } from './status.ts';

type Event = Extract<CommandEvent, { kind: 'message' }>;

/** Characters; the shortest limit among the surfaces' own inputs is below it. */
export const longestMessage = 8000;

/** A message is the first thing that its event makes: a repeat of the order finds it by this. */
export const messageIdOf = (eventId: string): string => deriveId('msg', eventId, 0);

/**
 * Accepted durably, then delivered at the next boundary of a stage that reads words. Words steer; they never decide anything. What
 * no model would see is kept as rejected.
 */
export function message(state: RunState, event: Event): Decision | Refusal {
  const refusal = cantSay(state, event);
  if (refusal) return refusal;
  const { actor, source = null, replaces = null, talk = null } = event;
  const text = event.text.trim();
  const policy = policyFor(state, event);
  const d = new Draft(state, event);
  const afterStage = event.timing === 'stage' ? state.run.stage : null;
  const id = addWords(d, actor, { text, policy, source, replaces, afterStage });
  if (talk) d.show({ kind: 'message', id }, 'talk', talk.standsAt);
  d.setState({ lastSteerer: requesterId(actor) });
  const rejection = rejectionOf(state, event.models ?? []);
  if (rejection) {
    rejectWords(d, actor.name, { id, rejection });
    return d.decision();
  }
  const facts = { policy, length: text.length, initiator: initiatorOf(event) };
  d.record('message.accepted', { message: id }, facts);
  applyPolicy(d, policy, actor.name);
  return d.decision();
}

/** What was chosen; else, of people, what their project says. A program that says nothing steers (S1-31, S1-53). */
function policyFor({ definition }: RunState, { policy, actor }: Event): SteerPolicy {
  if (policy !== null) return policy;
  return actor.kind === 'person' ? (definition.defaultPolicy ?? 'steer') : 'steer';
}

/** What keeps words from being accepted, whether they are new or change others: then nothing at all changes (S1-19). */
export function cantSay({ run }: RunState, { actor, text }: Pick<Event, 'actor' | 'text'>): Refusal | null {
  if (!may(actor, 'message')) return { refused: 'not_permitted', needs: 'message' };
  const length = text.trim().length;
  if (length === 0) return { refused: 'empty' };
  if (length > longestMessage) return { refused: 'too_long', length, limit: longestMessage };
  return allows(run.status, 'message') ? null : { refused: 'run_over', status: run.status };
}

/** `pause` holds a run that can be held; a run held for acknowledgement goes on by any other words. */
function applyPolicy(d: Draft, policy: SteerPolicy, name: string): void {
  if (policy === 'pause') holdByWords(d, `Paused with a message by ${name}`, name);
  else if (d.run.hold?.reason === 'acknowledge') letGo(d);
}
