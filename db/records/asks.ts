import { askKinds } from '../../src/core/ask/ask.ts';
import type { Page, PageRequest } from '../../src/core/records/page.ts';
import type { AskFilter, AskRecord } from '../../src/core/records/records.ts';
import { fromJson, type Json, send } from '../json.ts';
import type { Sender } from '../pool.ts';
import { toAsk } from '../rows/ask.ts';
import { toRun } from '../rows/run.ts';
import { answers, asks } from '../schema/asks.ts';
import { runs } from '../schema/runs.ts';
import { limitOf, pageOf, readCursor } from './cursor.ts';
import { each, projects } from './projects.ts';

/** The Asks that were found, with what a line about them says; looked up one by one, as in runs.ts. */
const told = (found: string, order: string): string => `
  select row_to_json(a) as ask, (select row_to_json(r) from runs r where r.id = a.run_id) as run, (
    select json_agg(x order by x.at, x.id) from answers x where x.ask_id = a.id and x.revision = a.revision
  ) as answers
  from (select found.* from ${found} order by ${order} limit $4::int) shown
    cross join lateral (select * from asks where asks.id = shown.id limit 1) a
  order by ${order.replaceAll('found.', 'shown.')}`;

/** `$6` names the run, where one is asked about: its own few Asks are then all that is read. */
const ofRun = (one: boolean): string => (one ? 'run_id = $6' : 'true');

const open = (one: boolean): string => `
  ${projects} cross join lateral (
    select id, opened_at from asks
    where project_id = project.id and status = 'open' and (opened_at, id) > ($2::timestamptz, $3)
      and $5::text::jsonb ? kind and ${ofRun(one)}
    order by opened_at, id limit $4::int
  ) found`;

const settled = (one: boolean): string => `
  ${projects} cross join json_array_elements_text($5::text::json) as asked(kind) cross join lateral (
    select id, settled_at from asks
    where project_id = project.id and asks.kind = asked.kind and status <> 'open'
      and (settled_at, id) < ($2::timestamptz, $3) and ${ofRun(one)}
    order by settled_at desc, id desc limit $4::int
  ) found`;

const toldOpen = (one: boolean): string => told(open(one), 'found.opened_at, found.id');
const toldSettled = (one: boolean): string => told(settled(one), 'found.settled_at desc, found.id desc');

type Row = { ask: Json; run: Json; answers: Json[] | null };

function toRecord(row: Row): AskRecord {
  const { id, title, pipelineId, projectId, status, hold, epoch } = toRun(fromJson(runs, row.run));
  const given = (row.answers ?? []).map((json) => fromJson(answers, json));
  return {
    ask: toAsk(fromJson(asks, row.ask), given),
    run: { id, title, pipelineId, projectId, status, hold, epoch },
  };
}

function valuesOf({ projectIds, kinds: wanted = askKinds, runId }: AskFilter, after: readonly string[], n: number) {
  const values = [each(projectIds), ...after, n, JSON.stringify([...new Set(wanted)])];
  return runId === undefined ? values : [...values, runId];
}

export async function readOpenAsks(on: Sender, filter: AskFilter, page: PageRequest): Promise<Page<AskRecord>> {
  const limit = limitOf(page.limit);
  const values = valuesOf(filter, readCursor('open asks', page.after, ['-infinity', '']), limit + 1);
  const rows = await send<Row>(on, toldOpen(filter.runId !== undefined), ...values);
  return pageOf('open asks', rows.map(toRecord), limit, ({ ask }) => [ask.openedAt.toISOString(), ask.id]);
}

export async function readSettledAsks(on: Sender, filter: AskFilter, page: PageRequest): Promise<Page<AskRecord>> {
  const limit = limitOf(page.limit);
  const values = valuesOf(filter, readCursor('settled asks', page.after, ['infinity', '']), limit + 1);
  const rows = await send<Row>(on, toldSettled(filter.runId !== undefined), ...values);
  return pageOf('settled asks', rows.map(toRecord), limit, ({ ask }) => [ask.outcome?.at.toISOString() ?? '', ask.id]);
}

/** No more of the index is read than `$2` entries of each project. */
const openCount = `
  select count(*)::int as count from (
    select from ${projects} cross join lateral (
      select from asks where project_id = project.id and status = 'open' limit $2::int
    ) each limit $2::int
  ) open`;

export async function countOpenAsks(on: Sender, projectIds: readonly string[], most: number): Promise<number> {
  const [row] = await send<{ count: number }>(on, openCount, each(projectIds), most);
  return row?.count ?? 0;
}
