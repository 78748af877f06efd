import { may } from '../people/actor.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { Draft } from '../run/draft.ts';
import type { WordsEvent } from '../run/event.ts';
import type { Decision, RunState } from '../run/state.ts';
import { allows } from '../run/status.ts';
import { chainNow } from './chain.ts';
import type { Message } from './message.ts';
import { deletedWords, unreadWords } from './note-words.ts';
import { resolvePolicy } from './policy.ts';
import { withdraw } from './reword.ts';
import { addNote, markTakenBack } from './words.ts';

type Event = Extract<WordsEvent, { kind: 'take_back' }>;

/**
 * A message was deleted. If it still waits, it is never read; if it was read, the run is told. Nothing stops. Its copies in other places are removed,
 * whatever has become of the run. If it had paused the run, the pause ends only if the author is known to have deleted it: a moderator or a bot must not let
 * a run go on.
 */
export function takeBack(state: RunState, event: Event): Decision | Refusal {
  const { actor, by } = event;
  const name = by === 'author' ? actor.name : null;
  const chain = chainNow(state, event);
  if (isRefusal(chain)) return chain;
  if (by === 'author' && !may(actor, 'message')) return { refused: 'not_permitted', needs: 'message' };
  const { newest, read } = chain;
  const d = new Draft(state, event);
  if (newest.origin === 'system') return d.decision();
  const counts = (newest.status === 'queued' || read !== null) && allows(state.run.status, 'message');
  if (counts) withdraw(d, newest);
  const after = { source: newest.source, replaces: newest.id };
  const note =
    counts && read
      ? addNote(d, { text: deletedWords(name, read.text), ...after })
      : markTakenBack(d, { text: unreadWords(name), ...after });
  record(d, event, { message: newest.id, note, was: newest.status });
  for (const { id } of event.chain) d.follow({ kind: 'message', id });
  if (counts) settleHold(d, by, newest);
  return d.decision();
}

function record(
  d: Draft,
  { actor, by }: Event,
  { message, note, was }: Record<'message' | 'note' | 'was', string>,
): void {
  const { surface } = actor.where;
  const [facts, who] = by === 'author' ? [{ was }, actor] : [{ was, by, surface }, chat];
  d.record('message.deleted', { message, note }, facts, who);
}

const chat = { kind: 'system', name: 'chat' } as const;

/** If it is not known who deleted the message that paused the run, the pause becomes one like somebody had pressed it: only Resume ends it. */
function settleHold(d: Draft, by: Event['by'], { status, policy }: Message): void {
  if (by === 'author') return resolvePolicy(d);
  const { hold } = d.run;
  const asked = status === 'queued' && policy === 'pause';
  if (asked && hold?.reason === 'message') d.setRun({ hold: { ...hold, reason: 'person' } });
}
