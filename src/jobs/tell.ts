import type { Runs } from '../core/ports.ts';
import { deciding } from '../core/run/deciding.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { RunEvent } from '../core/run/event.ts';
import type { Decision } from '../core/run/state.ts';
import type { Log } from './log.ts';
import { persist, type Patience } from './persist.ts';
import type { Rules } from './stage/parts.ts';

export interface TellParts {
  runs: Pick<Runs, 'change'>;
  rules: Rules;
  log: Log;
}

class Contended extends Error {
  /** Postgres' code of a serialisation failure, so that this too counts as a lost race, which is worth another try. */
  readonly code = '40001';
  constructor(runId: string) {
    super(`Run ${runId} was changed by others each time; trying again is safe.`);
  }
}

/**
 * Applies an event to a run, and retries through an outage for `patience` milliseconds. The event's id is its delivery key: if the answer to a commit
 * was lost, the repeat is refused as `repeated`, and the caller has to read what the first try did (R4).
 */
export function tell(
  { runs, rules, log }: TellParts,
  runId: string,
  event: RunEvent,
  patience: Omit<Patience, 'log'>,
): Promise<Decision | Refusal> {
  const once = async (): Promise<Decision | Refusal> => {
    const reply = await runs.change(runId, deciding(event, rules), event.id);
    if (isRefusal(reply) && reply.refused === 'contended') throw new Contended(runId);
    return reply;
  };
  return persist(once, { ...patience, log });
}
