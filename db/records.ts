import type { Records } from '../src/core/records/records.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import type { OnLeftOut } from './left-out.ts';
import { readActivity, readActors, readEntry } from './records/activity.ts';
import { readArtifact, readArtifacts } from './records/artifacts.ts';
import { countOpenAsks, readMergedAsks, readOpenAsks, readSettledAsks } from './records/asks.ts';
import { readGrantUses } from './records/grants.ts';
import { readNumbers } from './records/numbers.ts';
import { readOutput } from './records/output.ts';
import { readRuns } from './records/runs.ts';

/**
 * The questions of pages and programs. Each is one statement, so that all parts of the answer are from the same instant; `numbers` takes four. Lists
 * leave out what a newer program wrote.
 */
export function createRecords({ pool }: Pick<Client, 'pool'>, onLeftOut: OnLeftOut = () => undefined): Records {
  const lists = { pool, onLeftOut };
  return {
    runs: (filter, page) => explained(readRuns(lists, filter, page)),
    openAsks: (filter, page) => explained(readOpenAsks(lists, filter, page)),
    mergedAsks: (filter, page) => explained(readMergedAsks(lists, filter, page)),
    countOpenAsks: (projectIds, most) => explained(countOpenAsks(pool, projectIds, most)),
    settledAsks: (filter, page) => explained(readSettledAsks(lists, filter, page)),
    activity: (filter, page) => explained(readActivity(lists, filter, page)),
    entry: (entryId) => explained(readEntry(pool, entryId)),
    actors: (projectIds) => explained(readActors(pool, projectIds)),
    artifacts: (runId) => explained(readArtifacts(pool, runId)),
    artifact: (artifactId, numbers = []) => explained(readArtifact(pool, artifactId, numbers)),
    output: (attemptId, after, limit) => explained(readOutput(pool, attemptId, after, limit)),
    grantUses: (grantIds) => explained(readGrantUses(pool, grantIds)),
    numbers: (projectIds, since, until) => explained(readNumbers(pool, projectIds, since, until)),
  };
}
