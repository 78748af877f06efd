import { digestOf } from '../digest.ts';
import type { Stage } from '../project/stage.ts';
import type { RunState } from '../run/state.ts';
import type { Subject, SubjectItem } from './ask.ts';

const itemOf = (state: RunState, name: string): SubjectItem[] => {
  const artifact = state.artifacts.find((a) => a.name === name);
  if (!artifact?.canon) return [];
  const { number, digest, length, rehearsal } = artifact.canon;
  return [{ artifactId: artifact.id, name, version: number, digest, length, rehearsal }];
};

/** The subject of a gate after a stage (“is this good?”): the version in force of what the stage made. */
export const stageDone = (state: RunState, stage: Stage): Subject => ({
  about: 'stage_done',
  stage: state.run.stage,
  stageId: stage.id,
  items: itemOf(state, stage.makes),
});

/** The subject of a gate before a stage (“run this?”): the stage's declaration, with exactly the brief, parameters, inputs and draft that it would read. */
export const stageNext = (state: RunState, stage: Stage): Subject => ({
  about: 'stage_next',
  stage: state.run.stage,
  stageId: stage.id,
  definition: digestOf({ stage, brief: state.run.brief, parameters: state.run.parameters }),
  items: readBy(stage).flatMap((name) => itemOf(state, name)),
});

/** A role also reads its own artifact, to revise it; a command makes its artifact from scratch. */
const readBy = (stage: Stage): string[] =>
  stage.do !== 'command' && !stage.needs.includes(stage.makes) ? [...stage.needs, stage.makes] : stage.needs;

/** The subject as it would be asked about now: a different digest means a new revision. */
export function subjectNow(state: RunState, subject: Subject): Subject {
  switch (subject.about) {
    case 'blocker':
    case 'question':
    case 'tool_call':
      return subject;
    case 'suggested_version':
      return suggestionNow(state, subject);
    case 'stage_done':
    case 'stage_next':
      return stageNow(state, subject);
  }
}

function stageNow(state: RunState, subject: Extract<Subject, { about: 'stage_done' | 'stage_next' }>): Subject {
  const stage = state.definition.pipeline.stages[subject.stage];
  if (!stage) return subject;
  return subject.about === 'stage_done' ? stageDone(state, stage) : stageNext(state, stage);
}

/** Which version would be replaced is part of what is decided. */
function suggestionNow(state: RunState, subject: Extract<Subject, { about: 'suggested_version' }>): Subject {
  const canon = state.artifacts.find((a) => a.id === subject.item.artifactId)?.canon?.number ?? null;
  return canon === subject.canon ? subject : { ...subject, canon };
}
