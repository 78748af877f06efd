import type { Refusal } from '../refusal.ts';
import type { RunState } from '../run/state.ts';
import { requesterId, type Requester } from '../people/actor.ts';
import type { Message, MessageAt } from './message.ts';

/** What has come of one message of a surface: the words in force, and the last ones of it that somebody has read. */
export interface Chain {
  newest: Message;
  read: Message | null;
}

/**
 * Words that their author has changed or taken back since: an attempt that begins anew is not given them again. Whatever
 * followed them is in hand for as long as they are; the list is in the order in which they were said.
 */
export function isFollowed(inHand: readonly Message[], { id, source }: Message): boolean {
  const since = source ? inHand.slice(inHand.findIndex((it) => it.id === id) + 1) : [];
  return since.some((it) => isSameMessage(it.source, source));
}

/** What a step is given of the words in hand. */
export const standing = (inHand: readonly Message[]): Message[] => inHand.filter((it) => !isFollowed(inHand, it));

/** What has come of words that are shown elsewhere: as they stand now, and how often that has changed, from 1 on. */
export interface WordsNow {
  newest: Message;
  revision: number;
  isDeleted: boolean;
}

/** Somebody else who says the same message to the run says it for themselves: of that, its author's words know nothing. */
export function wordsNow(said: Message, chain: readonly Message[]): WordsNow {
  const since = chain
    .slice(chain.findIndex(({ id }) => id === said.id) + 1)
    .filter(({ author, origin }) => author === said.author || origin === 'system');
  const newest = since.at(-1) ?? said;
  return { newest, revision: 1 + since.length, isDeleted: newest.origin === 'system' && newest !== said };
}

/** Of a surface; words that stand in none are nobody's edit. */
export const isSameMessage = (one: MessageAt | null, other: MessageAt | null): boolean =>
  one !== null && one.message === other?.message && one.channel === other.channel && one.surface === other.surface;

/**
 * The chain as it is under the lock. What was found waiting and is not in hand any more has been delivered or dropped in
 * between, what was found delivered may have come back with a step that was lost, and what was newest may have given way to
 * newer words: whoever found it looks again.
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
