import type { Stage } from '../project/stage.ts';
import type { Draft } from './draft.ts';
import type { Attempt } from './run.ts';

/** Queues exactly one attempt: the one that is queued or parked, else a new one. */
export function queueAttempt(d: Draft, stage: Stage, clearedBy: string | null, delayMs: number): void {
  const { epoch } = d.run;
  const live = d.state.attempts.find((a) => a.status === 'queued' || a.status === 'parked');
  const attempt = live ?? newAttempt(d, stage, clearedBy);
  if (live) d.setAttempt(live.id, { epoch, status: 'queued' });
  else d.addAttempt(attempt);
  const dueAt = new Date(d.event.at.getTime() + delayMs);
  d.effect({ do: 'run_stage', runId: d.run.id, attemptId: attempt.id, epoch, dueAt });
}

function newAttempt(d: Draft, stage: Stage, clearedBy: string | null): Attempt {
  const { run, state, event } = d;
  return {
    id: d.newId('att'),
    runId: run.id,
    stage: run.stage,
    stageId: stage.id,
    number: Math.max(0, ...state.attempts.map((a) => a.number)) + 1,
    epoch: run.epoch,
    status: 'queued',
    lease: null,
    steps: 0,
    openStep: null,
    takeovers: 0,
    feedback: run.feedback,
    clearedBy: clearedBy ?? unusedClearance(d),
    base: state.artifacts.find((a) => a.name === stage.makes)?.canon?.number ?? null,
    continuation: null,
    ...talkOf(d, stage),
    error: null,
    createdAt: event.at,
    startedAt: null,
    endedAt: null,
  };
}

/** An agent that begins again at its stage goes on with the same conversation; after a rollback it begins a new one. */
function talkOf(d: Draft, stage: Stage): Pick<Attempt, 'talk' | 'turns' | 'ownTurns' | 'wrappedUp' | 'replies'> {
  const fresh = { ownTurns: 0, wrappedUp: false };
  if (stage.do !== 'agent') return { talk: null, turns: 0, replies: [], ...fresh };
  const last = d.state.attempts.at(-1);
  if (last?.stage !== d.run.stage || last.talk === null)
    return { talk: d.newId('talk'), turns: 0, replies: [], ...fresh };
  return { talk: last.talk, turns: last.turns, replies: last.replies, ...fresh };
}

/** The id of an approval that was given while the run was held: the first attempt after Resume uses it, and no other. */
export function unusedClearance(d: Draft): string | null {
  const { clearance, tries } = d.run;
  if (!clearance || tries > 0 || d.state.attempts.some((a) => a.clearedBy === clearance.askId)) return null;
  return clearance.askId;
}
