import type { ReminderRound } from '../core/attention/round.ts';
import type { JobSettings } from './settings.ts';

/** The sweep's own clock, this often: any process may do it, and each reminder is made once. */
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
