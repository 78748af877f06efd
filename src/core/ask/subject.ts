import { digestOf } from '../digest.ts';
import type { Stage } from '../project/definition.ts';
import type { RunState } from '../run/state.ts';
import type { Subject, SubjectItem } from './ask.ts';

const itemOf = (state: RunState, name: string): SubjectItem[] => {
  const artifact = state.artifacts.find((a) => a.name === name);
  if (!artifact?.canon) return [];
  const { number, digest, length, rehearsal } = artifact.canon;
  return [{ artifactId: artifact.id, name, version: number, digest, length, rehearsal }];
};

/** "Is this good?": the canon of what the stage made. */
export const stageDone = (state: RunState, stage: Stage): Subject => ({
  about: 'stage_done',
  stage: state.run.stage,
  stageId: stage.id,
  items: itemOf(state, stage.makes),
});

/** "Run this?": the stage as it is declared, with exactly the brief, parameters and inputs that it would read. */
export const stageNext = (state: RunState, stage: Stage): Subject => ({
  about: 'stage_next',
  stage: state.run.stage,
  stageId: stage.id,
  definition: digestOf({ stage, brief: state.run.brief, parameters: state.run.parameters }),
  items: stage.needs.flatMap((name) => itemOf(state, name)),
});

/** The subject as it would be asked about now: a different digest means a new revision. */
export function subjectNow(state: RunState, subject: Subject): Subject {
  if (subject.about !== 'stage_done' && subject.about !== 'stage_next') return subject;
  const stage = state.definition.pipeline.stages[subject.stage];
  if (!stage) return subject;
  return subject.about === 'stage_done' ? stageDone(state, stage) : stageNext(state, stage);
}
