import { addVersion, artifactFor } from '../artifact/make.ts';
import type { Artifact, Version } from '../artifact/version.ts';
import type { Stage } from '../project/stage.ts';
import type { Refusal } from '../refusal.ts';
import { dueWords } from '../steering/due-words.ts';
import { returnWords } from '../steering/return-words.ts';
import { reviseAsks } from '../artifact/edit.ts';
import { advance, finishStage } from './advance.ts';
import { becomeUnknown, held, mayRepeat, park } from './attempt.ts';
import { block } from './block.ts';
import { Draft } from './draft.ts';
import type { Output, WorkerEvent } from './event.ts';
import { unreadNotes } from './notes.ts';
import { openAsk } from './open-ask.ts';
import { present } from './present.ts';
import { addCost, type Attempt } from './run.ts';
import type { Decision, RunState } from './state.ts';

type Event<K extends WorkerEvent['kind']> = Extract<WorkerEvent, { kind: K }>;

/** A provider's passing fault is tried again this often before a person is asked. */
export const mostTries = 3;
const firstRetryMs = 1000;

/**
 * A result is kept whoever paused meanwhile; it is refused when the lease went to another, or the work was aborted. An agent that is
 * spoken to while it says that it is done answers first.
 */
export function finish(state: RunState, event: Event<'finish'>): Decision | Refusal {
  const attempt = held(state, event);
  const stage = attempt && state.definition.pipeline.stages[attempt.stage];
  if (!attempt || !stage) return { refused: 'stale_work', why: 'lease' };
  if (stage.do === 'agent' && dueWords(state, attempt).length > 0) return answerFirst(state, event);
  if (stage.do === 'agent' && unreadNotes(state.run, attempt).length > 0) return answerFirst(state, event);
  const d = new Draft(state, event);
  d.keepTurns(attempt, event.turns ?? []);
  d.setAttempt(attempt.id, { status: 'done', lease: null, openStep: null, continuation: null, endedAt: event.at });
  d.setRun({ spent: addCost(state.run.spent, event.cost) });
  const version = keepOutput(d, stage, attempt, event.output);
  d.record(
    'attempt.done',
    { attempt: attempt.id, artifact: version.artifactId },
    { stage: stage.id, version: version.number, digest: version.digest, cost: event.cost },
  );
  reviseAsks(d);
  present(d, stage, version, event.output);
  finishStage(d, stage, attempt.id);
  return d.decision();
}

const answerFirst = (state: RunState, event: Event<'finish'>): Decision | Refusal =>
  park(state, { ...event, kind: 'park', epoch: state.run.epoch, continuation: null });

/** Work in flight never overwrites a person's edit: on a moved base it is stored, and becomes a suggestion. */
function keepOutput(d: Draft, stage: Stage, attempt: Attempt, output: Output): Version {
  const artifact = artifactFor(d, stage);
  const onCanon = attempt.base === (artifact.canon?.number ?? null);
  const version = addVersion(
    d,
    artifact,
    {
      text: output.text,
      by: stage.do === 'command' ? { kind: 'command', name: stage.id } : { kind: 'role', name: stage.role },
      base: attempt.base,
      attemptId: attempt.id,
      rehearsal: output.rehearsal,
    },
    onCanon,
  );
  if (!onCanon)
    suggest(d, artifact, version, `It was begun on version ${version.base ?? 0}; ${artifact.name} has changed since.`);
  return version;
}

export function suggest(d: Draft, artifact: Artifact, version: Version, why: string): void {
  const { number, digest, length, rehearsal, base } = version;
  const item = { artifactId: artifact.id, name: artifact.name, version: number, digest, length, rehearsal };
  const canon = artifact.canon?.number ?? null;
  openAsk(d, 'suggestion', { about: 'suggested_version', item, base, canon, why });
}

export function fail(state: RunState, event: Event<'fail'>): Decision | Refusal {
  const attempt = held(state, event);
  const stage = attempt && state.definition.pipeline.stages[attempt.stage];
  if (!attempt || !stage) return { refused: 'stale_work', why: 'lease' };
  const d = new Draft(state, event);
  d.setRun({ spent: addCost(state.run.spent, event.cost) });
  d.keepTurns(attempt, event.turns ?? []);
  // Nobody knows how far it came: that is a person's to judge (R14).
  const repeatable = mayRepeat(state, attempt);
  if (!event.certain && attempt.openStep && !repeatable) return becomeUnknown(d, attempt, event.error);
  return tryAgainOrBlock(d, attempt, event, repeatable);
}

function tryAgainOrBlock(d: Draft, attempt: Attempt, event: Event<'fail'>, repeatable: boolean): Decision {
  const { error, reason, passing, cost, retryAfter = 0 } = event;
  const tries = d.run.tries + 1;
  d.setAttempt(attempt.id, { status: 'failed', error, lease: null, openStep: null, endedAt: event.at });
  d.setRun({ tries });
  returnWords(d, attempt);
  d.record('attempt.failed', { attempt: attempt.id }, { error: d.words(error), reason, tries, cost });
  if (passing && repeatable && tries < mostTries)
    advance(d, null, Math.max(retryAfter, firstRetryMs * 2 ** (tries - 1)));
  else block(d, attempt, reason, { detail: error });
  return d.decision();
}
