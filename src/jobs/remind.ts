import type { ReminderRound } from '../core/attention/round.ts';
import type { JobSettings } from './settings.ts';

/** Runs a round of reminders at most every `remindEvery` milliseconds. Any process may do it; each reminder is made only once. */
export function reminding(
  round: ReminderRound,
  { remindEvery }: Pick<JobSettings, 'remindEvery'>,
  now = () => performance.now(),
): () => Promise<void> {
  let next = -Infinity;
  return async () => {
    if (now() < next) return;
    next = now() + remindEvery;
    await round(new Date());
  };
}
