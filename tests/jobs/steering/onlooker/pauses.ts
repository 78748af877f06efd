import type { Of } from '../history.ts';
import { holds } from '../law.ts';
import type { Believed } from './believed.ts';

export function paused(it: Believed): void {
  holds(it.mayBeHeld, 'only what goes on, or may by words, is paused', it.status);
  it.hold = 'person';
}

export function resumed(it: Believed, { epoch }: Of<'resume'>): void {
  holds(it.status === 'paused', 'only what is held is resumed', it.status);
  holds(epoch === null || epoch === it.epoch, 'Resume from an outdated card is refused');
  it.letGo();
}

/** What words do to a run that is on its way, or waits for an acknowledgement. */
export function steer(it: Believed, pauses: boolean): void {
  if (!pauses) {
    if (it.hold === 'acknowledge') it.letGo();
  } else if (it.mayPause || it.hold === 'acknowledge') it.hold = 'message';
}

/** The policy once more, now that words have left the queue. */
export function askAgain(it: Believed): void {
  if (it.hold === 'message' && !it.words.asksForPause) it.letGo();
}

/** What was held, and by what, before this change and after it. */
export function judgeHold(
  it: Believed,
  before: string | null,
  { hold, about }: { hold: string | null; about: string },
): void {
  const both = `${about}: held by ${hold}, not by ${it.hold}`;
  holds(
    it.hold === null || hold !== null,
    before === null ? 'what is to hold a run holds it' : 'a pause ends by nothing but what may end it',
    both,
  );
  holds(it.hold !== null || hold === null, 'a run is held by nothing but what holds', both);
  holds(hold === it.hold, 'a pause says what holds', both);
}
