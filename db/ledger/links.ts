import type { Link } from '../../src/core/ledger/follow.ts';
import type { Range } from '../../src/core/ledger/stretch.ts';
import type { Connection } from '../connection.ts';
import { CanonicalWriter } from './canonical.ts';

/** Links that are read at once: enough to keep round trips few, and few enough to take little memory. */
const page = 2000;

/** How far entries are usually out of order when they are sealed: as many as are written at the same moment. */
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
 * A project's links in their order. Seals and entries are read separately, each by its own index, and put together here: joining them in
 * Postgres would double the cost. A page is returned as one value, since reading it as rows would cost the driver more than
 * everything costs Postgres.
 */
export async function* readLinks(connection: Connection, { projectId, from, to }: Range): AsyncGenerator<Link[]> {
  for (let next = from; next <= to;) {
    const seals = await readSeals(connection, { projectId, from: next, to });
    const texts = await readTexts(connection, projectId, seals.entryIds);
    yield linksOf(seals, texts);
    next = seals.seqs.length < page ? to + 1 : (seals.seqs.at(-1) ?? to) + 1;
  }
}

async function readSeals(connection: Connection, { projectId, from, to }: Range): Promise<Seals> {
  const [row] = await connection.rows<{ [K in keyof Seals]: Seals[K] | null }>(
    `select json_agg(seq) as seqs, json_agg(previous) as previous, json_agg(hash) as hashes, json_agg(entry_id) as "entryIds"
     from (select * from seals where project_id = $1 and seq between $2 and $3 order by seq limit $4) s`,
    [projectId, from, to, page],
  );
  const { seqs, previous, hashes, entryIds } = row ?? {};
  return { seqs: seqs ?? [], previous: previous ?? [], hashes: hashes ?? [], entryIds: entryIds ?? [] };
}

/** The entries of these seals. Most were written next to each other, and are read as one range; the rest is looked up by id. */
async function readTexts(connection: Connection, projectId: string, entryIds: readonly string[]): Promise<Texts> {
  if (entryIds.length === 0) return new Map();
  const texts = textsOf(
    await connection.raw(
      entriesWhere(`project_id = $1
        and ordinal >= (select min(ordinal) - $2::int from ledger where id in ($3, $4))
        and ordinal <= (select max(ordinal) + $2::int from ledger where id in ($3, $4))
        order by ordinal limit $5`),
      [projectId, disorder, entryIds.at(0) ?? '', entryIds.at(-1) ?? '', 2 * page],
    ),
  );
  const elsewhere = entryIds.filter((id) => !texts.has(id));
  if (elsewhere.length === 0) return texts;
  const rest = textsOf(
    await connection.raw(entriesWhere('id in (select json_array_elements_text($1::text::json))'), [
      JSON.stringify(elsewhere),
    ]),
  );
  return new Map([...texts, ...rest]);
}

/**
 * Entries with the same fields as in `canonicalJson`, and the time as JSON writes it. The status is also written for a `from` without a
 * `to`, which our program never writes: such a forgery must not look like an entry without a status.
 */
const entriesWhere = (condition: string): string => `
  select json_agg(id), string_agg(row_to_json(e)::text, e'\\n') from (
    select actor, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, id, kind, payload,
      project_id as "projectId", run_id as "runId",
      case when status_from is not null or status_to is not null
        then jsonb_build_object('from', status_from, 'to', status_to) end as status, subject
    from ledger where ${condition}) e`;

const newline = 0x0a;

/** The texts by id. They come as lines, since JSON contains no line ends. */
function textsOf([row]: (Buffer | null)[][]): Texts {
  const texts: Texts = new Map();
  const [ids, lines] = row ?? [];
  if (!ids || !lines) return texts;
  const writer = new CanonicalWriter(lines, new Uint8Array(lines.length));
  let from = 0;
  for (const id of JSON.parse(ids.toString()) as string[]) {
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
