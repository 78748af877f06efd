import type { Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
/** A log of which a child can be made, whose lines all carry the ids of the work in hand. */
export type ParentLog = Log & Pick<Logger, 'child'>;

/** Ids of what a line is about, by the field names of docs/guide/operate.md. */
export interface LogIds {
  project?: string;
  run?: string;
  ask?: string;
  attempt?: string;
  posting?: string;
  effect?: string;
}

/** An outage causes the same error a hundred times a second: each place in the code logs once in this many milliseconds. */
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
