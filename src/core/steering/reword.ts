import { isRefusal, type Refusal } from '../refusal.ts';
import { requesterId } from '../people/actor.ts';
import { Draft } from '../run/draft.ts';
import type { WordsEvent } from '../run/event.ts';
import { cantSay } from '../run/message.ts';
import type { Decision, RunState } from '../run/state.ts';
import { chainNow } from './chain.ts';
import { markOfWords, type Message } from './message.ts';
import { holdByWords, initiatorOf, letGo, rejectWords, resolvePolicy } from './policy.ts';
import { rejectionOf } from './reject.ts';
import { changedWords } from './note-words.ts';
import { addWords } from './words.ts';

type Event = Extract<WordsEvent, { kind: 'reword' }>;

/**
 * A person edited their message. If it still waits, the new words replace it; if it was read, the new words say what they change. In both cases
 * the person may mean something else now, so the run is paused, unless a policy was chosen (S1-11, S1-53). Budget and prices are checked as
 * for any new words, since to read them costs the same (S1-22).
 */
export function reword(state: RunState, event: Event): Decision | Refusal {
  const { actor, text } = event;
  const chain = chainNow(state, event);
  if (isRefusal(chain)) return chain;
  const { newest, read } = chain;
  const d = new Draft(state, event);
  const source = newest.source && { ...newest.source, mark: markOfWords(text) };
  // Only a link preview was added; or the words were taken back before.
  if (newest.source?.mark === source?.mark || newest.origin === 'system') return d.decision();
  const refusal = cantSay(state, event);
  if (refusal) return refusal;
  const policy = event.policy ?? 'pause';
  withdraw(d, newest);
  const said = read ? changedWords(text.trim(), read.text) : text.trim();
  const { afterStage } = newest;
  const id = addWords(d, actor, { text: said, policy, source, replaces: newest.id, afterStage });
  d.setState({ lastSteerer: requesterId(actor) });
  const rejection = rejectionOf(state, event.models ?? []);
  const steered = rejection ? {} : { policy, initiator: initiatorOf(event) };
  const facts = { ...steered, length: said.length, was: newest.status };
  d.record('message.edited', { message: id, replaces: newest.id }, facts);
  for (const before of event.chain) d.follow({ kind: 'message', id: before.id });
  if (rejection) rejectWords(d, actor.name, { id, rejection });
  else applyPolicy(d, event);
  return d.decision();
}

function applyPolicy(d: Draft, { policy, actor: { name } }: Event): void {
  if (policy !== 'steer') holdByWords(d, `Paused, because ${name} changed a message`, name);
  else if (d.run.hold?.reason === 'acknowledge') letGo(d);
  else resolvePolicy(d);
}

/** Withdraws a message that still waits; one that was delivered stays delivered. */
export function withdraw(d: Draft, { id }: Message): void {
  d.setMessages((it) => (it.id === id && it.status === 'queued' ? { ...it, status: 'withdrawn' } : it));
}
