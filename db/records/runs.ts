import type { Page, PageRequest } from '../../src/core/records/page.ts';
import type { RunFilter } from '../../src/core/records/records.ts';
import { type Run, runStatuses } from '../../src/core/run/run.ts';
import { fromJson, type Json, send } from '../json.ts';
import { toRun } from '../rows/run.ts';
import { runs } from '../schema/runs.ts';
import { limitOf, pageOf, readCursor, timeOf } from './cursor.ts';
import { distinct } from './distinct.ts';
import { each, projects } from './projects.ts';
import type { Reader } from './reader.ts';

const newest = (where: string): string => `
  select id, started_at from runs
  where ${where} and (started_at, id) < ($2::timestamptz, $3) order by started_at desc, id desc limit $4::int`;

/** Finds runs, newest first, older than ($2, $3), at most `$4`. Each query shape reads an index from its newest end and stops. */
const ofProjects = `${projects} cross join lateral (${newest('project_id = project.id')}) found`;

const ofPipelines = (pipelines: string): string => `
  (${pipelines}) pipeline cross join json_array_elements_text($5::text::json) as asked(status) cross join lateral (
    ${newest('project_id = pipeline.project_id and pipeline_id = pipeline.id and status = asked.status')}
  ) found`;
const ofOnePipeline = ofPipelines(`select project.id as project_id, $6 as id from ${projects}`);
const ofEveryPipeline = ofPipelines(distinct('runs', 'pipeline_id'));

/** Looks the found runs up one by one, so that the planner can't choose to read the whole table, however many it expects. */
const told = (found: string): string => `
  select (select row_to_json(r) from runs r where r.id = shown.id) as run
  from (select found.* from ${found} order by found.started_at desc, found.id desc limit $4::int) shown
  order by shown.started_at desc, shown.id desc`;

function query({ statuses, pipelineId }: RunFilter): [string, ...unknown[]] {
  if (pipelineId !== undefined) return [told(ofOnePipeline), [...new Set(statuses ?? runStatuses)], pipelineId];
  return statuses ? [told(ofEveryPipeline), [...new Set(statuses)]] : [told(ofProjects)];
}

type Row = { run: Json };

const toRecord = ({ run }: Row): Run => toRun(fromJson(runs, run));
const keysOf = ({ run }: Row): string[] => [timeOf(run.started_at), String(run.id)];

export async function readRuns({ pool, onLeftOut }: Reader, filter: RunFilter, page: PageRequest): Promise<Page<Run>> {
  const limit = limitOf(page.limit);
  const after = readCursor('runs', page.after, ['infinity', '']);
  const [text, ...filters] = query(filter);
  const rows = await send<Row>(pool, text, each(filter.projectIds), ...after, limit + 1, ...filters);
  return pageOf('runs', rows, limit, { read: toRecord, keysOf, onLeftOut });
}
