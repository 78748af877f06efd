import { requesterId } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import type { Draft } from '../run/draft.ts';
import type { AnswerRunEvent } from '../run/event.ts';
import type { RunState } from '../run/state.ts';

/** The answer with words that its person has said to the run, as they stand now: not what was read already, and nobody else's. */
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
 * They have been read as the answer: no step is given them once more. Where they paused as well, that is now like a pause that
 * somebody pressed, for no words are left that could be taken back.
 */
export function readAsAnswer(d: Draft, { said = null }: AnswerRunEvent): void {
  const message = d.state.messages.find(({ id }) => id === said);
  if (!message) return;
  d.setMessages((it) => (it.id === said ? { ...it, status: 'delivered' } : it));
  const { hold } = d.run;
  if (message.policy === 'pause' && hold?.reason === 'message') d.setRun({ hold: { ...hold, reason: 'person' } });
}
