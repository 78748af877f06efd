import type { Draft } from '../run/draft.ts';
import type { Attempt } from '../run/run.ts';
import { isFollowed, isSameMessage } from './chain.ts';
import type { Message } from './message.ts';
import { noteOnEarlier } from './note-words.ts';
import { addNote } from './words.ts';

/**
 * An attempt ended without a result: the words that it was given, and that still stand, belong to the next one. An agent's talk
 * goes on, and holds all but those of the step that was open.
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

/** That words were deleted is told to nobody who was not given them. */
function takeBackNote(d: Draft, { text, source }: Message): void {
  const note = d.state.messages.find(
    (it) => it.origin === 'system' && it.status === 'queued' && isSameMessage(it.source, source),
  );
  if (!note) return;
  d.setMessages((it) => (it.id === note.id ? { ...it, status: 'withdrawn' } : it));
  const about = noteOnEarlier(note.text, text);
  if (about !== null) addNote(d, { text: about, source: note.source, replaces: note.id });
}
