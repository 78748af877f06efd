import postgres, { type TransactionSql } from 'postgres';
import { canonicalJson } from '../src/core/digest.ts';
import type { Damage, Link } from '../src/core/ledger/follow.ts';
import type { Found, Head } from '../src/core/ledger/heads.ts';
import type { LedgerSource } from '../src/core/ledger/source.ts';
import type { Client } from './client.ts';
import { explain, explained } from './error.ts';

/** Rows of one fetch: enough to make the round trips cheap, few enough to be nothing in memory. */
const page = 2000;

/** Lets somebody read the ledger as it is at this moment, whatever is written meanwhile. */
export async function readLedger<T>(url: string, read: (source: LedgerSource) => Promise<T>): Promise<T> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'wheelhouse ledger', statement_timeout: 0 },
  });
  try {
    return (await sql.begin('isolation level repeatable read read only', (tx) => read(sourceOf(tx)))) as T;
  } catch (error) {
    throw explain(error);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const sourceOf = (sql: TransactionSql): LedgerSource => ({
  // Goes from project to project along the key: the chains may have millions of links.
  projects: async () => {
    const rows = await sql<{ id: string }[]>`
      with recursive step (id) as (
        (select project_id from seals order by 1 limit 1)
        union all
        select (select project_id from seals where project_id > step.id order by 1 limit 1) from step where id is not null
      )
      select id from step where id is not null order by id collate "C"`;
    return rows.map(({ id }) => id);
  },
  links: (projectId) => links(sql, projectId),
  strays: async (limit) => {
    const rows = await sql<{ projectId: string; entryId: string }[]>`
      select project_id as "projectId", id as "entryId" from ledger
      where not exists (select from seals where entry_id = id) and not exists (select from unsealed where entry_id = id)
      order by ordinal limit ${limit}`;
    return rows.map((row): Damage => ({
      ...row,
      seq: null,
      what: 'the entry was never sealed: it was put in by hand',
    }));
  },
  waiting: async () => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from unsealed`;
    return row?.count ?? 0;
  },
});

interface Row {
  seq: number;
  previous: string;
  hash: string;
  sealed: string;
  id: string | null;
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

async function* links(sql: TransactionSql, projectId: string): AsyncGenerator<Link[]> {
  const rows = sql<Row[]>`
    select s.seq, s.previous, s.hash, s.entry_id as sealed, l.id, l.project_id as "projectId", l.run_id as "runId", l.kind,
      to_char(l.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, l.actor::text as actor,
      l.subject::text as subject, l.payload::text as payload, l.status_from as "from", l.status_to as "to"
    from seals s left join ledger l on l.id = s.entry_id
    where s.project_id = ${projectId} order by s.seq`;
  for await (const some of rows.cursor(page)) yield some.map(linkOf);
}

const linkOf = (row: Row): Link => ({
  seq: row.seq,
  previous: row.previous,
  hash: row.hash,
  entryId: row.sealed,
  text: row.id === null ? null : textOf(row),
});

/** The entry as the sealer hashed it. A `from` without a `to`, which nothing of ours writes, must not read like neither. */
const textOf = ({ id, projectId, runId, kind, at, from, to, ...row }: Row): string =>
  canonicalJson({
    ...{ id, projectId, runId, kind, at },
    actor: JSON.parse(row.actor) as unknown,
    subject: JSON.parse(row.subject) as unknown,
    payload: JSON.parse(row.payload) as unknown,
    status: from === null && to === null ? null : { from, to },
  });

/** The newest seal of each project. */
export async function readHeads({ pool }: Client): Promise<Head[]> {
  return explained(
    pool.rows<Head>(
      `select id as "projectId", seq, hash from projects cross join lateral (
         select seq, hash from seals where project_id = id order by seq desc limit 1
       ) newest order by id`,
      [],
    ),
  );
}

/** What stands where the kept heads stood. */
export async function findHeads({ pool }: Client, kept: readonly Head[]): Promise<Found[]> {
  const find = async (head: Head): Promise<Found> => {
    const [row] = await pool.rows<{ hash: string | null; seq: number }>(
      `select (select hash from seals where project_id = $1 and seq = $2) as hash,
         coalesce((select max(seq) from seals where project_id = $1), 0) as seq`,
      [head.projectId, head.seq],
    );
    return { kept: head, hash: row?.hash ?? null, seq: row?.seq ?? 0 };
  };
  return explained(Promise.all(kept.map(find)));
}
