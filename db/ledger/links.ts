import type { TransactionSql } from 'postgres';
import type { Link } from '../../src/core/ledger/follow.ts';
import type { Range } from '../../src/core/ledger/stretch.ts';
import { CanonicalWriter } from './canonical.ts';

/** Links of one fetch: enough to make the round trips cheap, few enough to be nothing in memory. */
const page = 2000;

/** By how much entries are sealed out of their order at most, as a rule: as many as are written in one moment. */
const disorder = 100;

interface Seals {
  seqs: number[];
  previous: string[];
  hashes: string[];
  entryIds: string[];
}

/** The canonical text of each entry, by its id. */
type Texts = Map<string, Uint8Array>;

/**
 * A project's links in their order. Seals and entries are read each by its own index and put together here: joined in
 * Postgres, the look-ups cost as much again as all the rest. A page comes as one value: rows cost the driver more than
 * Postgres takes for all of it.
 */
export async function* readLinks(sql: TransactionSql, { projectId, from, to }: Range): AsyncGenerator<Link[]> {
  for (let next = from; next <= to;) {
    const seals = await readSeals(sql, { projectId, from: next, to });
    const texts = await readTexts(sql, projectId, seals.entryIds);
    yield linksOf(seals, texts);
    next = seals.seqs.length < page ? to + 1 : (seals.seqs.at(-1) ?? to) + 1;
  }
}

async function readSeals(sql: TransactionSql, { projectId, from, to }: Range): Promise<Seals> {
  const [row] = await sql<{ [K in keyof Seals]: Seals[K] | null }[]>`
    select json_agg(seq) as seqs, json_agg(previous) as previous, json_agg(hash) as hashes, json_agg(entry_id) as "entryIds"
    from (select * from seals where project_id = ${projectId} and seq between ${from} and ${to} order by seq limit ${page}) s`;
  const { seqs, previous, hashes, entryIds } = row ?? {};
  return { seqs: seqs ?? [], previous: previous ?? [], hashes: hashes ?? [], entryIds: entryIds ?? [] };
}

/** The entries of these seals. Most were written side by side; what is not found there is looked up. */
async function readTexts(sql: TransactionSql, projectId: string, entryIds: readonly string[]): Promise<Texts> {
  if (entryIds.length === 0) return new Map();
  const ends = [entryIds.at(0) ?? '', entryIds.at(-1) ?? ''];
  const texts = await readEntries(
    sql,
    sql`project_id = ${projectId}
      and ordinal >= (select min(ordinal) - ${disorder} from ledger where id in ${sql(ends)})
      and ordinal <= (select max(ordinal) + ${disorder} from ledger where id in ${sql(ends)})
      order by ordinal limit ${2 * page}`,
  );
  const elsewhere = entryIds.filter((id) => !texts.has(id));
  if (elsewhere.length === 0) return texts;
  const rest = await readEntries(
    sql,
    sql`id in (select json_array_elements_text(${JSON.stringify(elsewhere)}::text::json))`,
  );
  for (const [id, text] of rest) texts.set(id, text);
  return texts;
}

/**
 * As `canonicalJson` has them: the time as the text that JSON has for it. A `from` without a `to`, which nothing of ours
 * writes, must not read like neither.
 */
async function readEntries(sql: TransactionSql, which: ReturnType<TransactionSql>): Promise<Texts> {
  const [row] = await sql`
    select json_agg(id), string_agg(row_to_json(e)::text, e'\\n') from (
      select actor, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, id, kind, payload,
        project_id as "projectId", run_id as "runId",
        case when status_from is not null or status_to is not null
          then jsonb_build_object('from', status_from, 'to', status_to) end as status, subject
      from ledger where ${which}) e`.raw();
  const [ids, lines] = row ?? [];
  return ids && lines ? textsOf(JSON.parse(ids.toString()) as string[], lines) : new Map();
}

const newline = 0x0a;

/** JSON has no line ends of its own, so that they part it. */
function textsOf(ids: readonly string[], lines: Buffer): Texts {
  const texts: Texts = new Map();
  const writer = new CanonicalWriter(lines, new Uint8Array(lines.length));
  let from = 0;
  for (const id of ids) {
    const end = lines.indexOf(newline, from);
    const to = end < 0 ? lines.length : end;
    texts.set(id, writer.write(from, to));
    from = to + 1;
  }
  return texts;
}

const linksOf = ({ seqs, previous, hashes, entryIds }: Seals, texts: Texts): Link[] =>
  seqs.map((seq, n) => ({
    seq,
    previous: previous[n] ?? '',
    hash: hashes[n] ?? '',
    entryId: entryIds[n] ?? null,
    text: texts.get(entryIds[n] ?? '') ?? null,
  }));
