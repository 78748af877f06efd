import { deriveId } from '../core/digest.ts';
import type { LedgerEntry } from '../core/ledger/entry.ts';
import type { Refusals } from '../core/ports.ts';
import { aWhile, Sparingly } from '../core/sparingly.ts';
import type { DoorPorts } from './ports.ts';

type Ports = Pick<DoorPorts, 'refusals' | 'log'>;
type After = (delay: number, act: () => void) => void;

interface LeftOut {
  first: LedgerEntry;
  count: number;
}

/**
 * Records refusals, but only a few equal ones in a minute: otherwise somebody who keeps clicking on what they may not do could fill the ledger
 * of a project that is not theirs (P6, S19). One more entry, a minute after the first that was left out, says how many were. If the process ends
 * before that, the number is lost.
 */
export function recordedSparingly({ refusals, log }: Ports, after: After = later): Refusals {
  const shares = new Sparingly();
  const leftOut = new Map<string, LeftOut>();
  const tell = async (key: string): Promise<void> => {
    const left = leftOut.get(key);
    leftOut.delete(key);
    if (left) await refusals.record(entryOf(left));
  };
  const leave = (first: LedgerEntry): void => {
    const key = JSON.stringify([whoOf(first), first.projectId]);
    const known = leftOut.get(key);
    if (known) known.count += 1;
    else {
      leftOut.set(key, { first, count: 1 });
      const failed = (error: unknown): void =>
        log.error({ err: error }, 'Refusals that were left out are not counted.');
      after(aWhile, () => void tell(key).catch(failed));
    }
  };
  return {
    record: async (entry) => {
      const share = shares.take(whoOf(entry), whatOf(entry), entry.at.getTime());
      if (share === 'none') leave(entry);
      else await refusals.record(entry);
    },
  };
}

/** The timer does not keep the process alive. */
const later: After = (delay, act) => void setTimeout(act, delay).unref();

/** They may have been about several runs and Asks, so this entry names only the project. */
const entryOf = ({ first, count }: LeftOut): LedgerEntry => ({
  ...first,
  id: deriveId('led', `left-out/${first.id}`, 0),
  runId: null,
  at: new Date(first.at.getTime() + aWhile),
  subject: {},
  payload: { leftOut: count },
});

function whoOf({ actor }: LedgerEntry): string {
  switch (actor.kind) {
    case 'person': {
      const { surface, team, user } = actor.account;
      return `${surface}/${team}/${user}`;
    }
    case 'client':
      return `client:${actor.clientId}`;
    case 'system':
      return `system:${actor.name}`;
  }
}

const whatOf = ({ projectId, runId, subject, payload }: LedgerEntry): string =>
  JSON.stringify([projectId, runId, subject, payload]);
