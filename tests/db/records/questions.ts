import type { Records } from '../../../src/core/records/records.ts';
import { rare, volumeProjects } from './volume.ts';

const day = 86_400_000;
const page = { limit: 50, after: null };
const projectIds = [...volumeProjects];

/** Somewhere in the middle of each list, and a run there. */
export async function middleOf(records: Records, until: Date) {
  const runs = await records.runs({ projectIds, statuses: ['cancelled'] }, { limit: 200, after: null });
  const run = runs.items.at(-1);
  if (!run) throw new Error('The volume has no cancelled run.');
  const entries = await records.activity({ projectIds, runId: run.id }, page);
  return { run: run.id, entry: entries.items[0]!.entry.id, runs: runs.next, until };
}

export type Middle = Awaited<ReturnType<typeof middleOf>>;

/** Every question of the port, in the ways in which pages ask it; those that find little among much above all. */
export const questions = (
  records: Records,
  { run, entry, runs, until }: Middle,
): Record<string, () => Promise<unknown>> => ({
  'the newest runs': () => records.runs({ projectIds }, page),
  'runs far behind': () => records.runs({ projectIds }, { limit: 50, after: runs }),
  'runs with a rare status': () => records.runs({ projectIds, statuses: ['failed'] }, page),
  'runs with a status that none has': () => records.runs({ projectIds, statuses: ['blocked'] }, page),
  'runs of a rare pipeline': () => records.runs({ projectIds, pipelineId: 'seldom' }, page),
  'runs of a rare pipeline with a status': () =>
    records.runs({ projectIds, pipelineId: 'seldom', statuses: ['running', 'failed'] }, page),
  'the Asks that are open': () => records.openAsks({ projectIds }, page),
  'open Asks of a kind': () => records.openAsks({ projectIds, kinds: ['proposal'] }, page),
  'open Asks of a run': () => records.openAsks({ projectIds, runId: run }, page),
  'open Asks, merged': () => records.mergedAsks({ projectIds }, page),
  'the newest settled Asks': () => records.settledAsks({ projectIds }, page),
  'settled Asks of a kind that none has': () => records.settledAsks({ projectIds, kinds: ['proposal'] }, page),
  'settled Asks of a run': () => records.settledAsks({ projectIds, runId: run }, page),
  'the newest activity': () => records.activity({ projectIds }, page),
  'activity of a common kind': () => records.activity({ projectIds, kinds: ['run.started', 'attempt.done'] }, page),
  'activity of a rare kind': () => records.activity({ projectIds, kinds: [rare.kind] }, page),
  'activity of a rare person': () => records.activity({ projectIds, actor: rare.actor }, page),
  'activity of the worker': () => records.activity({ projectIds, actor: 'system:worker' }, page),
  'activity of the worker that it never does': () =>
    records.activity({ projectIds, actor: 'system:worker', kinds: ['run.paused'] }, page),
  'activity of a run': () => records.activity({ projectIds, runId: run }, page),
  'activity of a person in a run': () => records.activity({ projectIds, runId: run, actor: rare.actor }, page),
  'an entry': () => records.entry(entry),
  'who appears': () => records.actors(projectIds),
  'the artifacts of a run': () => records.artifacts(run),
  "a project's artifact": () => records.artifact('paper.tag'),
  'the output of an attempt': () => records.output('attempt', 0, 100),
  'the numbers of a week': () => records.numbers(projectIds, new Date(until.getTime() - 7 * day), until),
});
