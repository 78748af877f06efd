import { may } from '../people/actor.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { Draft } from '../run/draft.ts';
import type { WordsEvent } from '../run/event.ts';
import type { Decision, RunState } from '../run/state.ts';
import { allows } from '../run/status.ts';
import { chainNow } from './chain.ts';
import { deletedWords } from './note-words.ts';
import { resolvePolicy } from './policy.ts';
import { withdraw } from './reword.ts';
import { addNote } from './words.ts';

type Event = Extract<WordsEvent, { kind: 'take_back' }>;

/** A person deleted words of theirs: those that wait are never read, and those that were read are noted to the run. Nothing stops. */
export function takeBack(state: RunState, event: Event): Decision | Refusal {
  const { actor } = event;
  const chain = chainNow(state, event.chain, actor);
  if (isRefusal(chain)) return chain;
  if (!may(actor, 'message')) return { refused: 'not_permitted', needs: 'message' };
  const { newest, read } = chain;
  const d = new Draft(state, event);
  const counts = newest.status === 'queued' || read !== null;
  if (!counts || newest.origin === 'system' || !allows(state.run.status, 'message')) return d.decision();
  withdraw(d, newest);
  const note =
    read && addNote(d, { text: deletedWords(actor.name, read.text), source: newest.source, replaces: newest.id });
  d.record('message.deleted', { message: newest.id, ...(note ? { note } : {}) }, { was: newest.status });
  resolvePolicy(d);
  return d.decision();
}
