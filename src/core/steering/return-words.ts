import type { Draft } from '../run/draft.ts';
import type { Attempt } from '../run/run.ts';
import { isFollowed, isSameMessage } from './chain.ts';
import type { Message } from './message.ts';
import { noteOnEarlier } from './note-words.ts';
import { addNote } from './words.ts';

/**
 * Puts messages back into the queue when an attempt ends without a result: the next attempt is given them again, unless they were edited or deleted
 * meanwhile. An agent's conversation goes on and holds them already, except for those of the step that was open.
 */
export function returnWords(d: Draft, { id, talk, openStep }: Attempt): void {
  const inHand = d.state.messages;
  const lost = talk === null ? null : (openStep?.messages ?? []);
  const back = inHand.filter((m) => m.deliveredTo === id && (lost === null || lost.includes(m.id)));
  d.setMessages((m) => {
    if (!back.includes(m)) return m;
    return { ...m, status: isFollowed(inHand, m) ? 'withdrawn' : 'queued', deliveredTo: null };
  });
  for (const message of back) if (message.origin === 'person') takeBackNote(d, message);
}

/** A note about deleted words is withdrawn if nobody was given those words. */
function takeBackNote(d: Draft, { text, source }: Message): void {
  const note = d.state.messages.find(
    (it) => it.origin === 'system' && it.status === 'queued' && isSameMessage(it.source, source),
  );
  if (!note) return;
  d.setMessages((it) => (it.id === note.id ? { ...it, status: 'withdrawn' } : it));
  const about = noteOnEarlier(note.text, text);
  if (about !== null) addNote(d, { text: about, source: note.source, replaces: note.id });
}
