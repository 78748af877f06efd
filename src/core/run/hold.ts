import { requesterId, type Requester } from '../people/actor.ts';
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

/** Whether the run is held in a way that words could end, so that somebody can still press Pause to hold it for good. */
const endsByWords = ({ status, hold }: Run): boolean =>
  status === 'paused' && (hold?.reason === 'message' || hold?.reason === 'acknowledge');

/** Pauses the run, from any card, however old: stopping is fail-safe. From then on, only Resume lets it go on. */
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

/** Holds the run from the next boundary on: the step in flight is finished, and its output is kept. */
export function hold(d: Draft, reason: HoldReason, why: string, by: string): void {
  d.setRun({ hold: { reason, why, by, at: d.event.at }, epoch: d.run.epoch + 1 });
  settleStatus(d);
}

/** Ends the hold, and lets the run go on to where it can move: queued work, an open Ask, or its end. */
export function resume(state: RunState, event: Event<'resume'>): Decision | Refusal {
  const { actor, notes } = event;
  const { run } = state;
  const refusal = cantControl(actor, run.execution);
  if (refusal) return refusal;
  if (event.epoch !== null && event.epoch !== run.epoch) return { refused: 'outdated_card', verb: 'resume' };
  if (!allows(run.status, 'resume')) return notNow(run, 'resume');
  const d = new Draft(state, event);
  d.record('run.resumed', {}, { notes: d.words(notes) });
  if (notes?.trim()) addNotes(d, actor, notes.trim());
  d.setRun({ hold: null, epoch: run.epoch + 1 });
  advance(d);
  return d.decision();
}

/** Adds notes, which the next attempt reads first: whoever gives them steers, and a gate may exclude them from approving. */
export function addNotes(d: Draft, by: Requester, text: string): void {
  d.setRun({ feedback: [...d.run.feedback, { kind: 'notes', from: by.name, text, at: d.event.at }] });
  d.setState({ lastSteerer: requesterId(by) });
}
