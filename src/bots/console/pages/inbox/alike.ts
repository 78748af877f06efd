import type { PersonalAsk } from '../asks/read.ts';

/** So many equal questions are one line with a count (FAILURES.md P16). */
const manyAlike = 4;

/** The same question about different runs of one pipeline. */
const keyOf = ({ view: { ask, run } }: PersonalAsk): string => {
  const { subject } = ask;
  const stage = 'stageId' in subject ? subject.stageId : subject.item.name;
  const reason = subject.about === 'blocker' ? subject.reason : '';
  return [run.projectId, run.pipelineId, subject.about, stage, reason].join('/');
};

export type Entry = { kind: 'one'; one: PersonalAsk } | { kind: 'alike'; first: PersonalAsk; all: PersonalAsk[] };

/** In the order that they came in; many that are alike stand together, where the oldest of them stands. */
export function merge(waiting: readonly PersonalAsk[]): Entry[] {
  const groups = new Map<string, PersonalAsk[]>();
  for (const one of waiting) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return waiting.flatMap((one): Entry[] => {
    const all = groups.get(keyOf(one)) ?? [one];
    if (all.length < manyAlike) return [{ kind: 'one', one }];
    return all[0] === one ? [{ kind: 'alike', first: one, all }] : [];
  });
}
