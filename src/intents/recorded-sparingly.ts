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
 * Whoever clicks on and on at what they may not do fills the ledger of a project that is none of theirs: of refusals that are alike,
 * a few in a minute tell as much as all of them (P6, S19). Of the others one entry tells how many they were, a minute after the first; a
 * process that ends before that takes the number along.
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

/** A stop waits for none of these. */
const later: After = (delay, act) => void setTimeout(act, delay).unref();

/** They were about several things: it is said of the project alone. */
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
