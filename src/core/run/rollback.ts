import { addKnownVersion } from '../artifact/make.ts';
import type { Artifact } from '../artifact/version.ts';
import { cantControl } from '../people/entitlement.ts';
import type { Refusal } from '../refusal.ts';
import type { Grant } from '../stage/grant.ts';
import { addCheckpoint } from './checkpoint.ts';
import { cancelRun, stoppedBy, stopWork, withdrawAsks, withdrawMessages } from './end.ts';
import { Draft } from './draft.ts';
import type { CommandEvent } from './event.ts';
import { hold, notNow } from './hold.ts';
import type { Checkpoint } from './run.ts';
import type { Decision, RunState } from './state.ts';
import { allows } from './status.ts';

type Event<K extends CommandEvent['kind']> = Extract<CommandEvent, { kind: K }>;

export function cancel(state: RunState, event: Event<'cancel'>): Decision | Refusal {
  const refusal = guard(state, event);
  if (refusal) return refusal;
  const d = new Draft(state, event);
  cancelRun(d, event);
  return d.decision();
}

export function rollback(state: RunState, event: Event<'rollback'>): Decision | Refusal {
  const refusal = guard(state, event);
  if (refusal) return refusal;
  const checkpoint = state.checkpoints.find((c) => c.number === event.checkpoint);
  if (!checkpoint) return { refused: 'unknown_checkpoint', number: event.checkpoint };
  const d = new Draft(state, event);
  rollBackTo(d, checkpoint, event.actor.name);
  return d.decision();
}

function guard(state: RunState, event: Event<'cancel' | 'rollback'>): Refusal | null {
  const { run } = state;
  const { kind, epoch, confirmed } = event;
  const refusal = cantControl(event.actor, run.execution);
  if (refusal) return refusal;
  if (epoch !== null && epoch !== run.epoch) return { refused: 'outdated_card', verb: kind };
  if (!allows(run.status, kind)) return notNow(run, kind);
  return confirmed ? null : { refused: 'confirm_needed', choice: kind };
}

/** Restores a checkpoint: artifacts come back as new versions, money stays spent, and the run waits for Resume. */
export function rollBackTo(d: Draft, checkpoint: Checkpoint, by: string): void {
  const { number, stage } = checkpoint;
  const conflicts = d.state.artifacts.filter((a) => isAnothers(a, checkpoint, d.run.id)).map((a) => a.name);
  d.record('run.rolled_back', {}, { checkpoint: number, stage, conflicts, stopped: stoppedBy(d) });
  if (d.run.endedAt !== null) endGrants(d, by);
  stopWork(d);
  d.setState({ attempts: d.state.attempts.map((attempt) => ({ ...attempt, talk: null })) });
  withdrawAsks(d, `The run was rolled back to checkpoint ${number}.`);
  withdrawMessages(d);
  forgetWords(d);
  for (const artifact of d.state.artifacts) if (!conflicts.includes(artifact.name)) restore(d, artifact, checkpoint);
  d.setRun({ stage, round: 0, tries: 0, finished: null, clearance: null, feedback: [], endedAt: null });
  // So that the newest checkpoint is always the one from which the run goes on.
  addCheckpoint(d);
  hold(d, 'person', `Rolled back to checkpoint ${number} by ${by}`, by);
}

/** What was given “for this run” was given until its end, and it had ended. */
function endGrants(d: Draft, revokedBy: string): void {
  const isOver = ({ runId, revokedAt }: Grant): boolean => runId === d.run.id && revokedAt === null;
  for (const { id, askId, tool } of d.state.grants.filter(isOver)) {
    d.record('grant.revoked', { grant: id, ask: askId }, { tool });
  }
  const revoked = { revokedAt: d.event.at, revokedBy };
  d.setState({ grants: d.state.grants.map((it) => (isOver(it) ? { ...it, ...revoked } : it)) });
}

/** Withdraws messages that the dropped attempts had read: the new attempt doesn't know them, so if they are deleted later, it need not be told. */
function forgetWords(d: Draft): void {
  const stopped = d.state.attempts.map(({ id }) => id);
  d.setMessages((it) => (stopped.includes(it.deliveredTo ?? '') ? { ...it, status: 'withdrawn' } : it));
}

/** Whether a rollback must not touch the artifact: another run has made its newest version, or the project had it before this run changed it. */
export const isAnothers = (artifact: Artifact, checkpoint: Checkpoint, runId: string): boolean => {
  const target = checkpoint.versions[artifact.name];
  if (artifact.runId !== null || target?.digest === artifact.canon?.digest) return false;
  return artifact.lastRunId !== runId || !target;
};

/** Brings back the artifact's version at the checkpoint, as a new version. */
function restore(d: Draft, artifact: Artifact, checkpoint: Checkpoint): void {
  const target = checkpoint.versions[artifact.name];
  if (target?.digest === artifact.canon?.digest) return;
  if (!target) {
    d.putArtifact({ ...artifact, canon: null });
    return;
  }
  const by = { kind: 'rollback', name: `checkpoint ${checkpoint.number}` } as const;
  addKnownVersion(d, artifact, { ...target, by });
}
