import type { Change, Of } from '../history.ts';
import { money } from '../house.ts';
import { holds } from '../law.ts';
import type { Believed, Worker } from './believed.ts';

/** Tries at a stage before a person is asked, and workers that may die at one attempt. */
const [mostTries, mostTakeovers] = [3, 3];

export function claimed(it: Believed, { token, attemptId, worker: name }: Of<'claim'>, { asked }: Change): void {
  holds(it.status === 'queued', 'only what is due is begun', it.status);
  const others = [...it.workers].filter(([other]) => (it.history.expired.get(other)?.from ?? Infinity) > asked);
  holds(others.length === 0, 'one worker at a time');
  it.workers.set(token, { name, attempt: attemptId, isAborted: false, step: null });
  it.hasNews = false;
}

/** Of whoever ends: it must have been theirs. */
export function letGoOf(it: Believed, token: string): Worker {
  const worker = it.workers.get(token);
  holds(worker !== undefined, 'a worker without its lease keeps nothing');
  it.workers.delete(token);
  return worker!;
}

/** An agent that was spoken to meanwhile answers before it is done. */
export function finished(it: Believed, event: Of<'finish'>, change: Change): void {
  const { token, attemptId, cost } = event;
  const worker = it.workers.get(token);
  holds(worker !== undefined, 'a worker without its lease keeps nothing');
  holds(worker?.isAborted === false, 'what was aborted keeps no result');
  holds(worker?.attempt === attemptId, 'a result is its attempt’s own');
  it.words.keep(attemptId);
  if (it.isAgents && (it.hasNews || it.words.due(attemptId).length > 0)) return parked(it, event, change);
  letGoOf(it, token);
  it.purse.pay(cost.microUsd);
  it.ended.add(attemptId);
  it.stage += 1;
  it.checkpoints.push(it.stage);
  it.tries = 0;
  it.moveOn();
}

export function failed(it: Believed, { token, attemptId, cost, passing, at }: Of<'fail'>): void {
  const worker = letGoOf(it, token);
  holds(!worker.isAborted, 'what was aborted fails no more');
  it.purse.pay(cost.microUsd);
  it.tries += 1;
  it.words.giveBack(attemptId, at);
  it.ended.add(attemptId);
  if (!passing || it.tries >= mostTries) it.isBlocked = true;
}

export function parked(it: Believed, event: Of<'park' | 'finish'>, { reply: { result } }: Change): void {
  const { token, attemptId, cost } = event;
  it.purse.pay(cost.microUsd);
  it.hasNews = false;
  const worker = it.workers.get(token);
  if (it.isAgents) it.words.keep(attemptId);
  if (result.kind !== 'go_on') letGoOf(it, token);
  else if (worker) worker.step = null;
}

export function released(it: Believed, { token, cost, turns, at }: Of<'release'>): void {
  const worker = letGoOf(it, token);
  it.purse.pay(cost.microUsd);
  if (turns && !worker.isAborted && it.isAgents) it.words.keep(worker.attempt);
  leave(it, worker, { token, at });
}

export function lapsed(it: Believed, { attemptId, at }: Of<'lapse'>): void {
  const [token] = [...it.workers].find(([, { attempt }]) => attempt === attemptId) ?? [];
  holds(token !== undefined, 'only a lease runs out');
  const worker = letGoOf(it, token!);
  if (worker.step && worker.step.call === null) it.purse.pay(money.estimate);
  if (worker.isAborted || leave(it, worker, { token: null, at })) return;
  const takeovers = (it.takeovers.get(attemptId) ?? 0) + 1;
  it.takeovers.set(attemptId, takeovers);
  if (takeovers <= mostTakeovers) return;
  it.isBlocked = true;
  it.tries += 1;
  it.ended.add(attemptId);
  it.words.giveBack(attemptId, at);
}

/** It is another's to go on; true where nobody may, before a person has said what happened. */
function leave(
  it: Believed,
  { isAborted, step, attempt }: Worker,
  { token, at }: { token: string | null; at: Date },
): boolean {
  if (isAborted) return false;
  const isKnown = it.history.steps.some((one) => one.token === token && one.number === step?.number && one.hasEnded);
  if (typeof step?.call === 'string' && !step.mayRepeat && !isKnown) {
    it.talk.doubted = step.call;
    it.isBlocked = true;
    return true;
  }
  it.words.giveBack(attempt, at);
  return false;
}
