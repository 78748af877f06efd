import { entryKinds } from '../../src/core/ledger/entry.ts';
import type { Page, PageRequest } from '../../src/core/records/page.ts';
import type { ActivityFilter, ActivityRecord } from '../../src/core/records/records.ts';
import { fromJson, type Json, send } from '../json.ts';
import type { Sender } from '../pool.ts';
import { toEntry } from '../rows/entry.ts';
import { toRun } from '../rows/run.ts';
import { actorKey, ledger } from '../schema/ledger.ts';
import { runs } from '../schema/runs.ts';
import { limitOf, pageOf, readCursor } from './cursor.ts';
import { distinct } from './distinct.ts';
import { each, projects } from './projects.ts';
import type { Reader } from './reader.ts';

/**
 * Finds entries, newest first, older than `$2`, at most `$3`. Each query shape reads an index from its newest end and stops: it never reads more
 * than `$3` entries for each project, or for each pair of an actor and a kind in it.
 */
const ofProjects = `
  ${projects} cross join lateral (
    select id, ordinal from ledger where project_id = project.id and ordinal < $2::bigint order by ordinal desc limit $3::int
  ) found`;

/** A run has few entries, so all of them are looked through. `$5` and `$6` may be null. */
const ofRun = `
  (
    select id, ordinal from ledger where run_id = $4 and $1::text::jsonb ? project_id and ordinal < $2::bigint
      and ($5::text is null or ${actorKey} = $5) and ($6::text is null or $6::text::jsonb ? kind)
    order by ordinal desc limit $3::int
  ) found`;

const ofActors = (actors: string): string => `
  (${actors}) actor cross join json_array_elements_text($4::text::json) as asked(kind) cross join lateral (
    select id, ordinal from ledger
    where project_id = actor.project_id and ${actorKey} = actor.id and ledger.kind = asked.kind
      and ordinal < $2::bigint
    order by ordinal desc limit $3::int
  ) found`;
const ofOneActor = ofActors(`select project.id as project_id, $5 as id from ${projects}`);

const everybody = distinct('ledger', actorKey);
const ofEverybody = ofActors(everybody);

/** Entries tell a stage by its id. */
const stage = `(
    select stages.stage ->> 'name' from runs r join definitions d on d.digest = r.definition_digest
      cross join lateral jsonb_array_elements(d.definition -> 'pipeline' -> 'stages') stages(stage)
    where r.id = l.run_id and stages.stage ->> 'id' = l.payload ->> 'stage' limit 1
  )`;

/** Looks the found entries up one by one; runs.ts says why. */
const told = (found: string): string => `
  select row_to_json(l) as entry, (select row_to_json(r) from runs r where r.id = l.run_id) as run, ${stage} as stage
  from (select found.* from ${found} order by found.ordinal desc limit $3::int) shown
    cross join lateral (select * from ledger where ledger.id = shown.id limit 1) l
  order by shown.ordinal desc`;

type Row = { entry: Json; run: Json | null; stage: string | null };

function toRecord(row: Row): ActivityRecord {
  const stored = fromJson(ledger, row.entry);
  const run = row.run && toRun(fromJson(runs, row.run));
  return {
    entry: toEntry(stored),
    ordinal: stored.ordinal,
    run: run && { id: run.id, title: run.title, status: run.status, context: run.trigger.context },
    stage: row.stage,
  };
}

function query({ runId, actor, kinds }: ActivityFilter): [string, ...unknown[]] {
  if (runId !== undefined) return [told(ofRun), runId, actor ?? null, kinds ?? null];
  if (actor !== undefined) return [told(ofOneActor), [...new Set(kinds ?? entryKinds)], actor];
  return kinds ? [told(ofEverybody), [...new Set(kinds)]] : [told(ofProjects)];
}

export async function readActivity(
  { pool, onLeftOut }: Reader,
  filter: ActivityFilter,
  page: PageRequest,
): Promise<Page<ActivityRecord>> {
  const limit = limitOf(page.limit);
  const after = readCursor('activity', page.after, [String(Number.MAX_SAFE_INTEGER)]);
  const [text, ...filters] = query(filter);
  const rows = await send<Row>(pool, text, each(filter.projectIds), ...after, limit + 1, ...filters);
  const keysOf = ({ entry }: Row): string[] => [String(entry.ordinal)];
  return pageOf('activity', rows, limit, { read: toRecord, keysOf, onLeftOut });
}

const byId = `
  select row_to_json(l) as entry, row_to_json(r) as run, ${stage} as stage
  from ledger l left join runs r on r.id = l.run_id where l.id = $1`;

export async function readEntry(on: Sender, entryId: string): Promise<ActivityRecord | null> {
  const [row] = await send<Row>(on, byId, entryId);
  return row ? toRecord(row) : null;
}

/** Everybody who acted, with the name in one of their entries. */
const named = `
  select distinct on (actor.id) actor.id, (
    select ledger.actor ->> 'name' from ledger
    where project_id = actor.project_id and ${actorKey} = actor.id limit 1
  ) as name from (${everybody}) actor order by actor.id`;

export async function readActors(on: Sender, projectIds: readonly string[]): Promise<{ id: string; name: string }[]> {
  const rows = await send<{ id: string; name: string }>(on, named, each(projectIds));
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}
