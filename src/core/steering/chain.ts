import type { Refusal } from '../refusal.ts';
import type { RunState } from '../run/state.ts';
import { requesterId, type Requester } from '../people/actor.ts';
import type { Message } from './message.ts';

/** What has come of one message of a surface: the words in force, and the last ones of it that somebody has read. */
export interface Chain {
  newest: Message;
  read: Message | null;
}

/**
 * The chain as it is under the lock. What was found waiting and is not in hand any more has been delivered or dropped in
 * between: whoever found it looks again.
 */
export function chainNow(state: RunState, found: readonly Message[], actor: Requester): Chain | Refusal {
  const now = found.map((it) => state.messages.find(({ id }) => id === it.id) ?? it);
  const [first] = now;
  const newest = now.at(-1);
  if (!first || !newest) return { refused: 'not_found', what: 'message', id: '' };
  if (first.author !== requesterId(actor)) return { refused: 'not_ours', what: 'message' };
  const left = now.some((it) => it.status === 'queued' && !state.messages.includes(it));
  if (left) return { refused: 'contended' };
  return { newest, read: now.findLast(({ status }) => status === 'delivered') ?? null };
}
