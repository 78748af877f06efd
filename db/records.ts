import type { Records } from '../src/core/records/records.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { readActivity, readActors, readEntry } from './records/activity.ts';
import { readArtifact, readArtifacts } from './records/artifacts.ts';
import { countOpenAsks, readMergedAsks, readOpenAsks, readSettledAsks } from './records/asks.ts';
import { readNumbers } from './records/numbers.ts';
import { readOutput } from './records/output.ts';
import { readRuns } from './records/runs.ts';

/** What pages and programs ask. Each question is one statement, so that its parts are of one instant; numbers are four. */
export function createRecords({ pool }: Pick<Client, 'pool'>): Records {
  return {
    runs: (filter, page) => explained(readRuns(pool, filter, page)),
    openAsks: (filter, page) => explained(readOpenAsks(pool, filter, page)),
    mergedAsks: (filter, page) => explained(readMergedAsks(pool, filter, page)),
    countOpenAsks: (projectIds, most) => explained(countOpenAsks(pool, projectIds, most)),
    settledAsks: (filter, page) => explained(readSettledAsks(pool, filter, page)),
    activity: (filter, page) => explained(readActivity(pool, filter, page)),
    entry: (entryId) => explained(readEntry(pool, entryId)),
    actors: (projectIds) => explained(readActors(pool, projectIds)),
    artifacts: (runId) => explained(readArtifacts(pool, runId)),
    artifact: (artifactId, numbers = []) => explained(readArtifact(pool, artifactId, numbers)),
    output: (attemptId, after, limit) => explained(readOutput(pool, attemptId, after, limit)),
    numbers: (projectIds, since, until) => explained(readNumbers(pool, projectIds, since, until)),
  };
}
