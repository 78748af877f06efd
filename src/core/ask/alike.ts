import type { Run } from '../run/run.ts';
import type { Ask } from './ask.ts';

/** So many equal questions are one line with a count (FAILURES.md P16). */
export const manyAlike = 4;

/** The same question about different runs of one pipeline. */
function keyOf({ subject }: Ask, run: Pick<Run, 'projectId' | 'pipelineId'>): string {
  const stage = 'stageId' in subject ? subject.stageId : subject.item.name;
  return JSON.stringify([run.projectId, run.pipelineId, subject.about, stage, ...ownOf(subject)]);
}

/** What an agent asks, or would do, is the same question only to the letter. */
function ownOf(subject: Ask['subject']): unknown[] {
  switch (subject.about) {
    case 'blocker':
      return [subject.reason];
    case 'question':
      return [subject.text, subject.options];
    case 'tool_call':
      return [subject.digest];
    case 'stage_done':
    case 'stage_next':
    case 'suggested_version':
      return [];
  }
}

export type Merged<T> = { kind: 'one'; one: T } | { kind: 'alike'; first: T; all: T[] };

interface Asked {
  ask: Ask;
  run: Pick<Run, 'projectId' | 'pipelineId'>;
}

/** In the order that they came in; many that are alike stand together, where the oldest of them stands. */
export function mergeAlike<T>(waiting: readonly T[], asked: (one: T) => Asked): Merged<T>[] {
  const groups = new Map<string, T[]>();
  const all = waiting.map((one) => {
    const { ask, run } = asked(one);
    const group = groups.get(keyOf(ask, run)) ?? [];
    groups.set(keyOf(ask, run), group);
    group.push(one);
    return { one, group };
  });
  return all.flatMap(({ one, group }): Merged<T>[] => {
    if (group.length < manyAlike) return [{ kind: 'one', one }];
    return group[0] === one ? [{ kind: 'alike', first: one, all: group }] : [];
  });
}
