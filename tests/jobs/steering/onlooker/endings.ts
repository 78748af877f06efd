import type { Of } from '../history.ts';
import { holds } from '../law.ts';
import type { Believed } from './believed.ts';

export function rolledBack(it: Believed, { epoch, checkpoint }: Of<'rollback'>): void {
  holds(epoch === null || epoch === it.epoch, 'Rollback from an outdated card is refused');
  rollBackTo(it, checkpoint);
}

export function cancelled(it: Believed, { epoch }: Of<'cancel'>): void {
  holds(epoch === null || epoch === it.epoch, 'Cancel from an outdated card is refused');
  cancel(it);
}

export function rollBackTo(it: Believed, checkpoint: number): void {
  holds(it.end !== 'cancelled', 'what was cancelled is over');
  abort(it);
  it.stage = it.checkpoints[checkpoint]!;
  it.checkpoints.push(it.stage);
  [it.tries, it.end, it.isBlocked, it.isAsking, it.hold] = [0, null, false, false, 'person'];
}

export function cancel(it: Believed): void {
  holds(it.end === null, 'what is over is not cancelled');
  abort(it);
  [it.end, it.isBlocked, it.isAsking, it.hold] = ['cancelled', false, false, null];
}

/** Whoever is at work lets go in their own time, and nobody reads what waited. */
function abort(it: Believed): void {
  for (const worker of it.workers.values()) worker.isAborted = true;
  it.words.forget(it.ended);
  it.words.drop();
}
