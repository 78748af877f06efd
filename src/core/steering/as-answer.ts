import { requesterId } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import type { Draft } from '../run/draft.ts';
import type { AnswerRunEvent } from '../run/event.ts';
import type { RunState } from '../run/state.ts';

/** Puts the words of a message into the answer. Refused if the message was read, edited or taken back meanwhile, or is somebody else's. */
export function withSaid(state: RunState, event: AnswerRunEvent): AnswerRunEvent | Refusal {
  const { said = null, actor } = event;
  if (said === null) return event;
  const message = state.messages.find(({ id }) => id === said);
  if (message?.status !== 'queued') return { refused: 'words_gone' };
  return message.author === requesterId(actor)
    ? { ...event, words: message.text }
    : { refused: 'not_ours', what: 'message' };
}

/**
 * Marks the message as read, so that no step is given it as well. If it had also paused the run, that becomes a pause like one that somebody
 * pressed, since there is no message left that could be taken back.
 */
export function readAsAnswer(d: Draft, { said = null }: AnswerRunEvent): void {
  const message = d.state.messages.find(({ id }) => id === said);
  if (!message) return;
  d.setMessages((it) => (it.id === said ? { ...it, status: 'delivered' } : it));
  const { hold } = d.run;
  if (message.policy === 'pause' && hold?.reason === 'message') d.setRun({ hold: { ...hold, reason: 'person' } });
}
