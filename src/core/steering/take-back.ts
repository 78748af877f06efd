import { may } from '../people/actor.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { Draft } from '../run/draft.ts';
import type { WordsEvent } from '../run/event.ts';
import type { Decision, RunState } from '../run/state.ts';
import { allows } from '../run/status.ts';
import { chainNow } from './chain.ts';
import { deletedWords, unreadWords } from './note-words.ts';
import { resolvePolicy } from './policy.ts';
import { withdraw } from './reword.ts';
import { addNote, markTakenBack } from './words.ts';

type Event = Extract<WordsEvent, { kind: 'take_back' }>;

/**
 * A person deleted words of theirs: those that wait are never read, and those that were read are noted to the run. Nothing stops.
 * Their copies in other places go with them, whatever has become of the run.
 */
export function takeBack(state: RunState, event: Event): Decision | Refusal {
  const { actor } = event;
  const chain = chainNow(state, event.chain, actor);
  if (isRefusal(chain)) return chain;
  if (!may(actor, 'message')) return { refused: 'not_permitted', needs: 'message' };
  const { newest, read } = chain;
  const d = new Draft(state, event);
  if (newest.origin === 'system') return d.decision();
  const counts = (newest.status === 'queued' || read !== null) && allows(state.run.status, 'message');
  if (counts) withdraw(d, newest);
  const after = { source: newest.source, replaces: newest.id };
  const note =
    counts && read
      ? addNote(d, { text: deletedWords(actor.name, read.text), ...after })
      : markTakenBack(d, { text: unreadWords(actor.name), ...after });
  d.record('message.deleted', { message: newest.id, note }, { was: newest.status });
  for (const { id } of event.chain) d.follow({ kind: 'message', id });
  if (counts) resolvePolicy(d);
  return d.decision();
}
