import type { LedgerEntry } from '../core/ledger/entry.ts';
import type { Refusals } from '../core/ports.ts';
import { Sparingly } from '../core/sparingly.ts';

/**
 * Whoever clicks on and on at what they may not do fills the ledger of a project that is none of theirs: of refusals that are alike,
 * a few in a minute tell as much as all of them (P6, S19).
 */
export function recordedSparingly(refusals: Refusals): Refusals {
  const shares = new Sparingly();
  return {
    record: async (entry) => {
      if (shares.take(whoOf(entry), whatOf(entry), entry.at.getTime()) !== 'none') await refusals.record(entry);
    },
  };
}

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
