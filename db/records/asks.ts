import { manyAlike } from '../../src/core/ask/alike.ts';
import { askKinds } from '../../src/core/ask/ask.ts';
import type { Page, PageRequest } from '../../src/core/records/page.ts';
import type { AskFilter, AskRecord, MergedAsk } from '../../src/core/records/records.ts';
import { fromJson, type Json, send } from '../json.ts';
import type { Sender } from '../pool.ts';
import { toAsk } from '../rows/ask.ts';
import { toRun } from '../rows/run.ts';
import { answers, asks } from '../schema/asks.ts';
import { runs } from '../schema/runs.ts';
import { limitOf, pageOf, readCursor, timeOf } from './cursor.ts';
import { each, projects } from './projects.ts';
import type { Reader } from './reader.ts';

/** The Asks that were found, with what a line about them says; looked up one by one, as in runs.ts. */
const told = (found: string, order: string, more = ''): string => `
  select row_to_json(a) as ask, (select row_to_json(r) from runs r where r.id = a.run_id) as run, (
    select json_agg(x order by x.at, x.id) from answers x where x.ask_id = a.id and x.revision = a.revision
  ) as answers${more}
  from (select found.* from ${found} order by ${order} limit $4::int) shown
    cross join lateral (select * from asks where asks.id = shown.id limit 1) a
  order by ${order.replaceAll('found.', 'shown.')}`;

/**
 * What makes Asks alike, as `core/ask/alike.ts` has it: the same question about different runs of one pipeline. The run is looked
 * up by itself, as below.
 */
const key = `array[
  project_id, (select pipeline_id from runs where runs.id = asks.run_id), subject ->> 'about',
  coalesce(subject ->> 'stageId', subject #>> '{item,name}'),
  coalesce(subject ->> 'reason', subject ->> 'text', subject ->> 'digest', ''), coalesce(subject ->> 'options', '')
]`;

/** Everything that is open in these projects: as much as people have left open. */
const openNow = `
  select now.* from ${projects} cross join lateral (
    select id, opened_at, ${key} as key from asks
    where project_id = project.id and status = 'open' and $5::text::jsonb ? kind
  ) now`;

/** `$6`: from so many on, the oldest stands for all. */
const merged = `
  (
    select id, opened_at, case when among < $6::int then 1 else among end as alike
    from (
      select id, opened_at, count(*) over (partition by key)::int as among,
        row_number() over (partition by key order by opened_at, id) as nth
      from (${openNow}) now
    ) counted
    where (among < $6::int or nth = 1) and (opened_at, id) > ($2::timestamptz, $3)
    order by opened_at, id limit $4::int
  ) found`;

/** `$6` is one of them. */
const alikeTo = `
  (
    select id, opened_at from (${openNow}) now
    where (opened_at, id) > ($2::timestamptz, $3)
      and key = (select ${key} from asks where id = $6)
    order by opened_at, id limit $4::int
  ) found`;

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
const toldAlike = told(alikeTo, 'found.opened_at, found.id');
const toldMerged = told(merged, 'found.opened_at, found.id', ', shown.alike');
const toldSettled = (one: boolean): string => told(settled(one), 'found.settled_at desc, found.id desc');

type Row = { ask: Json; run: Json; answers: Json[] | null };

function toRecord(row: Row): AskRecord {
  const { id, title, pipelineId, projectId, status, hold, epoch, execution } = toRun(fromJson(runs, row.run));
  const given = (row.answers ?? []).map((json) => fromJson(answers, json));
  return {
    ask: toAsk(fromJson(asks, row.ask), given),
    run: { id, title, pipelineId, projectId, status, hold, epoch, execution },
  };
}

const valuesOf = ({ projectIds, kinds: wanted = askKinds }: AskFilter, after: readonly string[], n: number) => [
  ...[each(projectIds), ...after, n],
  JSON.stringify([...new Set(wanted)]),
];

const openCursor = (page: PageRequest) => readCursor('open asks', page.after, ['-infinity', '']);
const openKeys = ({ ask }: Row): string[] => [timeOf(ask.opened_at), String(ask.id)];
const settledKeys = ({ ask }: Row): string[] => [timeOf(ask.settled_at), String(ask.id)];

/** The list of one run, of what is alike, or of everything that is open; with what its `$6` is. */
function listOf({ runId, alike }: AskFilter): [string, ...unknown[]] {
  if (alike !== undefined) return [toldAlike, alike];
  return runId === undefined ? [toldOpen(false)] : [toldOpen(true), runId];
}

export async function readOpenAsks(
  { pool, onLeftOut }: Reader,
  filter: AskFilter,
  page: PageRequest,
): Promise<Page<AskRecord>> {
  const limit = limitOf(page.limit);
  const [text, ...more] = listOf(filter);
  const rows = await send<Row>(pool, text, ...valuesOf(filter, openCursor(page), limit + 1), ...more);
  return pageOf('open asks', rows, limit, { read: toRecord, keysOf: openKeys, onLeftOut });
}

export async function readMergedAsks(
  { pool, onLeftOut }: Reader,
  filter: AskFilter,
  page: PageRequest,
): Promise<Page<MergedAsk>> {
  const limit = limitOf(page.limit);
  const values = valuesOf(filter, openCursor(page), limit + 1);
  const rows = await send<Row & { alike: number }>(pool, toldMerged, ...values, manyAlike);
  const read = (row: (typeof rows)[number]): MergedAsk => ({ ...toRecord(row), alike: row.alike });
  return pageOf('open asks', rows, limit, { read, keysOf: openKeys, onLeftOut });
}

export async function readSettledAsks(
  { pool, onLeftOut }: Reader,
  filter: AskFilter,
  page: PageRequest,
): Promise<Page<AskRecord>> {
  const limit = limitOf(page.limit);
  const one = filter.runId === undefined ? [] : [filter.runId];
  const values = valuesOf(filter, readCursor('settled asks', page.after, ['infinity', '']), limit + 1);
  const rows = await send<Row>(pool, toldSettled(one.length > 0), ...values, ...one);
  return pageOf('settled asks', rows, limit, { read: toRecord, keysOf: settledKeys, onLeftOut });
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
