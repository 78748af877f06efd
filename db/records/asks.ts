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

/** The Asks that were found, with what a line about them says. */
const told = `
  select row_to_json(a) as ask, row_to_json(r) as run, (
    select json_agg(x order by x.at, x.id) from answers x where x.ask_id = a.id and x.revision = a.revision
  ) as answers`;

const kinds = 'json_array_elements_text($5::text::json) as asked(kind)';

/** `$6` names the run, where one is asked about: its own few Asks are then all that is read. */
const ofRun = (one: boolean): string => (one ? 'run_id = $6' : 'true');

const open = (one: boolean): string => `${told}
  from ${projects} cross join lateral (
    select id, opened_at from asks
    where project_id = project.id and status = 'open' and (opened_at, id) > ($2::timestamptz, $3)
      and $5::text::jsonb ? kind and ${ofRun(one)}
    order by opened_at, id limit $4::int
  ) found join asks a on a.id = found.id join runs r on r.id = a.run_id
  order by a.opened_at, a.id limit $4::int`;

const settled = (one: boolean): string => `${told}
  from ${projects} cross join ${kinds} cross join lateral (
    select id from asks
    where project_id = project.id and asks.kind = asked.kind and status <> 'open'
      and (settled_at, id) < ($2::timestamptz, $3) and ${ofRun(one)}
    order by settled_at desc, id desc limit $4::int
  ) found join asks a on a.id = found.id join runs r on r.id = a.run_id
  order by a.settled_at desc, a.id desc limit $4::int`;

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
  const rows = await send<Row>(on, open(filter.runId !== undefined), ...values);
  return pageOf('open asks', rows.map(toRecord), limit, ({ ask }) => [ask.openedAt.toISOString(), ask.id]);
}

export async function readSettledAsks(on: Sender, filter: AskFilter, page: PageRequest): Promise<Page<AskRecord>> {
  const limit = limitOf(page.limit);
  const values = valuesOf(filter, readCursor('settled asks', page.after, ['infinity', '']), limit + 1);
  const rows = await send<Row>(on, settled(filter.runId !== undefined), ...values);
  return pageOf('settled asks', rows.map(toRecord), limit, ({ ask }) => [ask.outcome?.at.toISOString() ?? '', ask.id]);
}
