import type { Run } from '../run/run.ts';
import type { Ask } from './ask.ts';

/** From this many on, equal questions become one line with a count (P16). */
export const manyAlike = 4;

/** Equal for Asks that ask the same about different runs of one pipeline. */
function keyOf({ subject }: Ask, run: Pick<Run, 'projectId' | 'pipelineId'>): string {
  const stage = 'stageId' in subject ? subject.stageId : subject.item.name;
  return JSON.stringify([run.projectId, run.pipelineId, subject.about, stage, ...ownOf(subject)]);
}

/** What an agent asks or would do is the same question only if it is identical. */
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

/** A line of a list: one question, or several equal ones. */
export type Merged<T> = { kind: 'one'; one: T } | { kind: 'alike'; first: T; all: T[] };

/** The question of a line, or the first of several. */
export const firstOf = <T>(line: Merged<T>): T => (line.kind === 'one' ? line.one : line.first);

/** How many questions these lines stand for. */
export const questionsIn = (lines: readonly Merged<unknown>[]): number =>
  lines.reduce((sum, line) => sum + (line.kind === 'one' ? 1 : line.all.length), 0);

interface Asked {
  ask: Ask;
  run: Pick<Run, 'projectId' | 'pipelineId'>;
}

/** Keeps the order in which they came; equal ones are merged at the place of the first of them, if there are `manyAlike`. */
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
