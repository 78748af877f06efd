import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../../core/people/actor.ts';
import type { Trouble } from '../../core/troubles.ts';
import { outageOf } from './outage.ts';
import type { ConsoleParts } from './parts.ts';

/** How long a page waits for what only stands above it, in milliseconds. */
const patience = 100;

/** What is wrong on other surfaces, for this visitor; nothing where the store is slow or away. Never rejects. */
export function readTroubles(parts: ConsoleParts, account: Account): Promise<readonly Trouble[]> {
  const read = parts.troublesOf(account).catch((error: unknown) => {
    parts.log.warn({ err: outageOf(error) }, 'The troubles of other surfaces could not be read.');
    return [];
  });
  return Promise.race([read, sleep(patience, [])]);
}
