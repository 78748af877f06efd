import type { CommandEvent } from './event.ts';
import type { Draft } from './draft.ts';
import type { Attempt } from './run.ts';
import { summarise } from './summary.ts';

/** Ends a run whose stages are all done. Suggestions stay open, since they are about artifacts, which the run still has. */
export function completeRun(d: Draft): void {
  d.setRun({ status: 'completed', endedAt: d.event.at, hold: null });
  d.record('run.completed', {}, { stages: d.run.stage });
  sayEnd(d);
}

export function cancelRun(d: Draft, event: Pick<CommandEvent, 'actor'>): void {
  d.record('run.cancelled', {}, { by: event.actor.name, stopped: stoppedBy(d) });
  endNow(d, 'cancelled', 'The run was cancelled.');
}

/** Ends a run whose stored definition or inputs can no longer be read: no choice of a person would help. */
export function failRun(d: Draft, error: string): void {
  d.record('run.failed', {}, { error: d.words(error), stopped: stoppedBy(d) });
  endNow(d, 'failed', 'The run failed.');
}

function endNow(d: Draft, status: 'cancelled' | 'failed', why: string): void {
  stopWork(d);
  withdrawAsks(d, why);
  withdrawMessages(d);
  d.setRun({ status, endedAt: d.event.at, hold: null, epoch: d.run.epoch + 1 });
  sayEnd(d);
}

/** For the ledger: the attempts that an end or a rollback stops, and the messages that nobody will read because of it. */
export const stoppedBy = ({ state }: Draft): { attempts: string[]; messages: string[] } => ({
  attempts: state.attempts.filter(isLive).map((a) => a.id),
  messages: state.messages.filter((m) => m.status === 'queued').map((m) => m.id),
});

const isLive = ({ status }: Attempt): boolean => status === 'queued' || status === 'running' || status === 'parked';

/** Aborts the live attempts. They keep their leases until their workers let go, so that nothing new starts beside them. */
export function stopWork(d: Draft): void {
  for (const attempt of d.state.attempts) {
    if (!isLive(attempt)) continue;
    d.setAttempt(attempt.id, { status: 'aborted', endedAt: d.event.at, continuation: null });
    if (attempt.status === 'running') d.effect({ do: 'abort', runId: d.run.id, attemptId: attempt.id });
  }
}

export function withdrawAsks(d: Draft, why: string): void {
  for (const ask of d.state.asks) {
    d.endAsk(ask, 'withdrawn', why);
    d.record('ask.withdrawn', { ask: ask.id }, { why });
  }
}

export function withdrawMessages(d: Draft): void {
  d.setMessages((message) => (message.status === 'queued' ? { ...message, status: 'withdrawn' } : message));
}

/** One summary for each ending, written in the deciding transaction: never twice, never forgotten (S3-51). */
function sayEnd(d: Draft): void {
  d.setRun({ endings: d.run.endings + 1 });
  const { text, metadata } = summarise(d.state, d.event.at);
  const author = { origin: 'system', author: 'wheelhouse', authorName: 'Wheelhouse' } as const;
  d.say({ ...author, text, kind: 'summary', rehearsal: false, metadata });
}
