import type { Runs } from '../core/ports.ts';
import { deciding } from '../core/run/deciding.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { RunEvent } from '../core/run/event.ts';
import type { Decision } from '../core/run/state.ts';
import { persist } from './persist.ts';
import type { Rules } from './stage/parts.ts';

export interface TellParts {
  runs: Pick<Runs, 'change'>;
  rules: Rules;
}

interface Patience {
  patience: number;
  signal?: AbortSignal;
}

class Contended extends Error {
  /** Like a serialisation failure of Postgres: a lost race, never the job's fault. */
  readonly code = '40001';
  constructor(runId: string) {
    super(`Run ${runId} was changed by others each time; trying again is safe.`);
  }
}

/**
 * Tells a run what happened, through an outage. The event's id is its delivery key: if a commit's answer was lost, the
 * repeat is refused as `repeated`, and the caller reads what the first one did (R4).
 */
export function tell(
  { runs, rules }: TellParts,
  runId: string,
  event: RunEvent,
  { patience, signal }: Patience,
): Promise<Decision | Refusal> {
  const once = async (): Promise<Decision | Refusal> => {
    const reply = await runs.change(runId, deciding(event, rules), event.id);
    if (isRefusal(reply) && reply.refused === 'contended') throw new Contended(runId);
    return reply;
  };
  return persist(once, patience, signal);
}
