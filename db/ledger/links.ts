import type { TransactionSql } from 'postgres';
import { canonicalJson } from '../../src/core/digest.ts';
import type { Link } from '../../src/core/ledger/follow.ts';
import type { Range } from '../../src/core/ledger/stretch.ts';

/** Links of one fetch: enough to make the round trips cheap, few enough to be nothing in memory. */
const page = 1000;

/** Links that are handed on at once: their texts are large, and cost least where they are gone again soon. */
const handful = 50;

/** By how much entries are sealed out of their order at most, as a rule: as many as are written in one moment. */
const disorder = 200;

interface SealRow {
  seq: number;
  previous: string;
  hash: string;
  entryId: string;
}

interface EntryRow {
  id: string;
  projectId: string;
  runId: string | null;
  kind: string;
  at: string;
  actor: string;
  subject: string;
  payload: string;
  from: string | null;
  to: string | null;
}

/**
 * A project's links in their order. Seals and entries are read each by its own index and put together here: joined in
 * Postgres, the look-ups cost as much again as all the rest.
 */
export async function* readLinks(sql: TransactionSql, { projectId, from, to }: Range): AsyncGenerator<Link[]> {
  for (let next = from; next <= to;) {
    const seals = await readSeals(sql, { projectId, from: next, to });
    const entries = await readEntries(sql, projectId, seals);
    for (let n = 0; n < seals.length; n += handful) yield linksOf(seals.slice(n, n + handful), entries);
    next = seals.length < page ? to + 1 : (seals.at(-1)?.seq ?? to) + 1;
  }
}

const readSeals = (sql: TransactionSql, { projectId, from, to }: Range): Promise<SealRow[]> => sql<SealRow[]>`
  select seq, previous, hash, entry_id as "entryId" from seals
  where project_id = ${projectId} and seq between ${from} and ${to} order by seq limit ${page}`;

/** The entries of these seals, by id. Most were written side by side; what is not found there is looked up. */
async function readEntries(
  sql: TransactionSql,
  projectId: string,
  seals: readonly SealRow[],
): Promise<Map<string, EntryRow>> {
  if (seals.length === 0) return new Map();
  const ends = [seals.at(0)?.entryId ?? '', seals.at(-1)?.entryId ?? ''];
  const near = await sql<EntryRow[]>`
    select ${columns(sql)} from ledger where project_id = ${projectId}
      and ordinal >= (select min(ordinal) - ${disorder} from ledger where id in ${sql(ends)})
      and ordinal <= (select max(ordinal) + ${disorder} from ledger where id in ${sql(ends)})
    order by ordinal limit ${2 * page}`;
  const entries = new Map(near.map((row) => [row.id, row]));
  const elsewhere = seals.flatMap(({ entryId }) => (entries.has(entryId) ? [] : [entryId]));
  if (elsewhere.length === 0) return entries;
  const rest = await sql<EntryRow[]>`select ${columns(sql)} from ledger
    where id in (select json_array_elements_text(${JSON.stringify(elsewhere)}::text::json))`;
  for (const row of rest) entries.set(row.id, row);
  return entries;
}

/** The time as the text that JSON has for it. */
const columns = (sql: TransactionSql) => sql`
  id, project_id as "projectId", run_id as "runId", kind, status_from as "from", status_to as "to",
  to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  actor::text as actor, subject::text as subject, payload::text as payload`;

const linksOf = (seals: readonly SealRow[], entries: ReadonlyMap<string, EntryRow>): Link[] =>
  seals.map(({ seq, previous, hash, entryId }) => {
    const entry = entries.get(entryId);
    return { seq, previous, hash, entryId, text: entry === undefined ? null : textOf(entry) };
  });

/**
 * `canonicalJson` of the entry as the sealer hashed it; its keys stand in order here. A `from` without a `to`, which nothing
 * of ours writes, must not read like neither.
 */
const textOf = ({ actor, at, id, kind, payload, projectId, runId, from, to, subject }: EntryRow): string => {
  const status = from === null && to === null ? 'null' : canonicalJson({ from, to });
  return (
    `{"actor":${canonicalActor(actor)},"at":"${at}","id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},` +
    `"payload":${canonical(payload)},"projectId":${JSON.stringify(projectId)},"runId":${JSON.stringify(runId)},` +
    `"status":${status},"subject":${canonical(subject)}}`
  );
};

const canonical = (jsonb: string): string => (jsonb === '{}' ? jsonb : canonicalJson(JSON.parse(jsonb)));

const actors = new Map<string, string>();
const mostActors = 1000;

/** Thousands of entries share an actor. */
function canonicalActor(jsonb: string): string {
  const known = actors.get(jsonb);
  if (known !== undefined) return known;
  if (actors.size >= mostActors) actors.clear();
  const text = canonical(jsonb);
  actors.set(jsonb, text);
  return text;
}
