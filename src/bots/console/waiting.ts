import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../../core/people/actor.ts';
import { outageOf } from './outage.ts';
import type { ConsoleParts } from './parts.ts';

/** How long a page waits for what only stands beside it, in milliseconds; the count takes one or two. */
const patience = 100;

/** More are not told apart, nor counted. */
export const mostWaiting = 100;

/** How many questions wait in the projects of whoever looks; null where the store is slow or away. Never rejects. */
export function countWaiting({ roster, records, log }: ConsoleParts, account: Account): Promise<number | null> {
  const count = async (): Promise<number> => {
    const projects = await roster.projects(account);
    return records.countOpenAsks(
      projects.map(({ id }) => id),
      mostWaiting,
    );
  };
  const counted = count().catch((error: unknown) => {
    log.warn({ err: outageOf(error) }, 'The open questions could not be counted.');
    return null;
  });
  return Promise.race([counted, sleep(patience, null)]);
}
