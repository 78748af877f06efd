import { advance } from '../run/advance.ts';
import type { Draft } from '../run/draft.ts';
import { hold } from '../run/hold.ts';
import { allows } from '../run/status.ts';
import type { SteerPolicy } from './message.ts';
import type { Rejection } from './reject.ts';

/** Whose decision the policy was: the author's, or the rules' own (S1-41). */
export const initiatorOf = ({ policy }: { policy: SteerPolicy | null }): 'person' | 'auto' =>
  policy === null ? 'auto' : 'person';

/**
 * Holds the run because of words that pause. This replaces a hold for acknowledgement, so that only Resume ends it: otherwise the next words, which
 * don't pause, would let the run go on while these still wait (S1-30). Other holds, and a block, stay as they are (S1-43).
 */
export function holdByWords(d: Draft, why: string, by: string): void {
  if (allows(d.run.status, 'pause') || d.run.hold?.reason === 'acknowledge') hold(d, 'message', why, by);
}

/** Marks words as rejected. Everybody can see them in the thread, so the run waits until a person has seen that nobody reads them (S1-23, S1-24). */
export function rejectWords(d: Draft, author: string, { id, rejection }: { id: string; rejection: Rejection }): void {
  d.setMessages((it) => (it.id === id ? { ...it, status: 'rejected', metadata: rejection } : it));
  d.record('message.rejected', { message: id }, { ...rejection, initiator: 'auto' });
  if (allows(d.run.status, 'pause')) hold(d, 'acknowledge', `No model reads what ${author} wrote`, 'Wheelhouse');
}

/** Resolves the policy again after words have left the queue: a pause lasts as long as any waiting words ask for it (S1-29, S1-32). */
export function resolvePolicy(d: Draft): void {
  const asked = d.state.messages.some(({ status, policy }) => status === 'queued' && policy === 'pause');
  if (!asked && d.run.hold?.reason === 'message') letGo(d);
}

export function letGo(d: Draft): void {
  d.setRun({ hold: null, epoch: d.run.epoch + 1 });
  advance(d);
}
