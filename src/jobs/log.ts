import type { Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
/** One that can be given the ids of the work in hand. */
export type ParentLog = Log & Pick<Logger, 'child'>;

/** What a line is about, by the names that docs/guide/operate.md tells. */
export interface LogIds {
  project?: string;
  run?: string;
  ask?: string;
  attempt?: string;
  posting?: string;
  effect?: string;
}

/** An outage says the same thing a hundred times a second: each place is heard once in this many milliseconds. */
const hearEvery = 10_000;

export type Complain = (where: string, error: unknown, ids?: LogIds) => void;

/** Logs errors that nobody awaits, rate-limited by where they happened. */
export function complainTo(log: Log): Complain {
  const heard = new Map<string, { at: number; unheard: number }>();
  return (where, error, ids = {}) => {
    const now = performance.now();
    const last = heard.get(where);
    if (last && now - last.at < hearEvery) {
      last.unheard += 1;
      return;
    }
    heard.set(where, { at: now, unheard: 0 });
    log.warn({ ...ids, err: error, alike: last?.unheard ?? 0 }, `${where} failed; it is tried again.`);
  };
}
