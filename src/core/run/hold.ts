import { cantControl, cantPause } from '../people/entitlement.ts';
import type { Refusal } from '../refusal.ts';
import { advance, settleStatus } from './advance.ts';
import { Draft } from './draft.ts';
import type { CommandEvent } from './event.ts';
import type { HoldReason, Run } from './run.ts';
import type { Decision, RunState } from './state.ts';
import { allows } from './status.ts';

type Event<K extends CommandEvent['kind']> = Extract<CommandEvent, { kind: K }>;

export const notNow = (run: Run, verb: string): Refusal => ({
  refused: 'not_now',
  verb,
  status: run.status,
  hold: run.hold,
});

/** Words could let it go on, but nobody has pressed Pause yet. */
const endsByWords = ({ status, hold }: Run): boolean =>
  status === 'paused' && (hold?.reason === 'message' || hold?.reason === 'acknowledge');

/** Stopping is fail-safe: from any card, however old. From here on Resume alone lets the run go on. */
export function pause(state: RunState, event: Event<'pause'>): Decision | Refusal {
  const { actor } = event;
  const refusal = cantPause(actor, state.run.execution, event.byWord);
  if (refusal) return refusal;
  if (!allows(state.run.status, 'pause') && !endsByWords(state.run)) return notNow(state.run, 'pause');
  const d = new Draft(state, event);
  d.record('run.paused', {}, { why: d.words(event.why) });
  hold(d, 'person', event.why ?? `Paused by ${actor.name}`, actor.name);
  return d.decision();
}

/** Takes effect at the next boundary: the step in flight finishes and its output is kept. */
export function hold(d: Draft, reason: HoldReason, why: string, by: string): void {
  d.setRun({ hold: { reason, why, by, at: d.event.at }, epoch: d.run.epoch + 1 });
  settleStatus(d);
}

/** Succeeds only by putting the run where it can move: work queued, an Ask open, or its end. */
export function resume(state: RunState, event: Event<'resume'>): Decision | Refusal {
  const { actor, notes } = event;
  const { run } = state;
  const refusal = cantControl(actor, run.execution);
  if (refusal) return refusal;
  if (event.epoch !== null && event.epoch !== run.epoch) return { refused: 'outdated_card', verb: 'resume' };
  if (!allows(run.status, 'resume')) return notNow(run, 'resume');
  const d = new Draft(state, event);
  d.record('run.resumed', {}, { notes: d.words(notes) });
  if (notes?.trim()) addNotes(d, actor.name, notes.trim());
  d.setRun({ hold: null, epoch: run.epoch + 1 });
  advance(d);
  return d.decision();
}

/** What a person tells the next attempt; it reads this first. */
export function addNotes(d: Draft, from: string, text: string): void {
  d.setRun({ feedback: [...d.run.feedback, { kind: 'notes', from, text, at: d.event.at }] });
}
