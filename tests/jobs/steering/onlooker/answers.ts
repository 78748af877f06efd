import type { Of } from '../history.ts';
import { holds } from '../law.ts';
import type { Believed } from './believed.ts';
import { cancel, rollBackTo } from './endings.ts';

export function answered(it: Believed, { choice, budget, at }: Of<'answer'>): void {
  holds(it.isBlocked || it.isAsking, 'only a run that asks is answered');
  if (choice === 'rollback') rollBackTo(it, it.checkpoints.length - 1);
  else if (choice === 'cancel') cancel(it);
  else if (it.isBlocked) {
    if (choice === 'try_again') it.talk.tryAgain(at);
    goOn(it, budget?.microUsd ?? 0);
  } else reply(it, choice, at);
}

/** What a person said to an agent, or to one of its calls, takes effect when the run goes on. */
function reply(it: Believed, choice: string, at: Date): void {
  it.isAsking = false;
  it.talk.approve(choice, at);
  it.moveOn();
}

/** A person lets a run go on that had stopped itself: that ends a pause, too, and everything is counted anew. */
function goOn(it: Believed, budget: number): void {
  it.purse.raise(budget);
  holds(!it.purse.isSpent, 'nothing goes on with a spent budget');
  it.isBlocked = false;
  it.tries = 0;
  it.hasNews = it.isAtWork;
  it.talk.beginAnew();
  it.letGo();
}
