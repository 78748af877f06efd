import type { Actor } from '../people/actor.ts';
import type { RunStatus } from '../run/run.ts';

/** One thing that happened: who, what, when, where (S0-36..39). Insert-only; sealed into the project's chain. */
export interface LedgerEntry {
  id: string;
  projectId: string;
  runId: string | null;
  kind: EntryKind;
  actor: Actor;
  at: Date;
  /** Ids of what it is about: attempt, ask, artifact, message. */
  subject: Record<string, string>;
  /** What was done, in facts. Long words are bodies, named here by digest. */
  payload: Record<string, unknown>;
  /** Set on exactly one entry for each change of a run's status. */
  status: { from: RunStatus | null; to: RunStatus } | null;
}

export const entryKinds = [
  'run.started',
  'run.paused',
  'run.resumed',
  'run.cancelled',
  'run.rolled_back',
  'run.mode_changed',
  'run.completed',
  'run.failed',
  'run.progressed',
  'run.budget_raised',
  'attempt.claimed',
  'attempt.taken_over',
  'attempt.step_begun',
  'attempt.done',
  'attempt.failed',
  'attempt.parked',
  'attempt.released',
  'attempt.lapsed',
  'attempt.unknown',
  'ask.opened',
  'ask.revised',
  'ask.answered',
  'ask.decided',
  'ask.deferred',
  'ask.expired',
  'ask.withdrawn',
  'ask.superseded',
  'artifact.edited',
  'message.accepted',
  'message.rejected',
  'message.edited',
  'message.deleted',
  'grant.made',
  'grant.revoked',
  'command.refused',
  'key.created',
  'key.rotated',
  'key.revoked',
  'account.linked',
  'account.unlinked',
] as const;
export type EntryKind = (typeof entryKinds)[number];
