import type { Refusal } from '../refusal.ts';
import type { RunState } from '../run/state.ts';
import { requesterId, type Requester } from '../people/actor.ts';
import type { Message, MessageAt } from './message.ts';

/** What has become of one message of a surface: the words in force, and the last of its versions that was read. */
export interface Chain {
  newest: Message;
  read: Message | null;
}

/**
 * Whether the author has edited or deleted the message since, so that a new attempt is not given it again. The list is in the order in which
 * messages were said, and whatever replaced one is in the list for as long as the message itself is.
 */
export function isFollowed(inHand: readonly Message[], { id, source }: Message): boolean {
  const since = source ? inHand.slice(inHand.findIndex((it) => it.id === id) + 1) : [];
  return since.some((it) => isSameMessage(it.source, source));
}

/** The messages that a step is given: those that were not edited or deleted since. */
export const standing = (inHand: readonly Message[]): Message[] => inHand.filter((it) => !isFollowed(inHand, it));

/** The present state of a message whose copies are shown elsewhere. `revision` counts its versions, from 1 on. */
export interface WordsNow {
  newest: Message;
  revision: number;
  isDeleted: boolean;
}

/** The present state of a message, from all that became of it. If somebody else has relayed the same message, that is a message of their own and doesn't count. */
export function wordsNow(said: Message, chain: readonly Message[]): WordsNow {
  const since = chain
    .slice(chain.findIndex(({ id }) => id === said.id) + 1)
    .filter(({ author, origin }) => author === said.author || origin === 'system');
  const newest = since.at(-1) ?? said;
  return { newest, revision: 1 + since.length, isDeleted: newest.origin === 'system' && newest !== said };
}

/** Whether both are the same message of a surface. Words without a message of their own are never the same. */
export const isSameMessage = (one: MessageAt | null, other: MessageAt | null): boolean =>
  one !== null && one.message === other?.message && one.channel === other.channel && one.surface === other.surface;

/**
 * The chain as it is under the lock. It was read before, and may have changed in between: a waiting message may have been delivered or dropped, a delivered
 * one may wait again because its step was lost, and the newest one may have been replaced. Then it refuses with `contended`, and the caller reads it again.
 */
export function chainNow(
  state: RunState,
  { chain: found, asOf, actor }: { chain: readonly Message[]; asOf?: number; actor: Requester },
): Chain | Refusal {
  const now = found.map((it) => state.messages.find(({ id }) => id === it.id) ?? it);
  const [first] = now;
  const newest = now.at(-1);
  if (!first || !newest) return { refused: 'not_found', what: 'message', id: '' };
  if (first.author !== requesterId(actor)) return { refused: 'not_ours', what: 'message' };
  const mayHaveLeft = asOf === undefined || asOf === state.run.version ? ['queued'] : ['queued', 'delivered'];
  const left = now.some((it) => mayHaveLeft.includes(it.status) && !state.messages.includes(it));
  const isOvertaken = state.messages.some(({ replaces }) => replaces === newest.id);
  if (left || isOvertaken) return { refused: 'contended' };
  return { newest, read: now.findLast(({ status }) => status === 'delivered') ?? null };
}
