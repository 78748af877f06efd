import postgres, { type TransactionSql } from 'postgres';
import type { Damage } from '../src/core/ledger/follow.ts';
import type { Found, Head } from '../src/core/ledger/heads.ts';
import type { LedgerSource } from '../src/core/ledger/source.ts';
import type { Range } from '../src/core/ledger/stretch.ts';
import type { Client } from './client.ts';
import { explain, explained } from './error.ts';
import { readLinks } from './ledger/links.ts';

/** Those of Postgres's integer. */
const leastSeq = -(2 ** 31);
const greatestSeq = 2 ** 31 - 1;

interface Reading {
  source: LedgerSource;
  /** Lets others read the same moment, until this reading ends. */
  shareMoment: () => Promise<string>;
}

/** Lets somebody read the ledger as it is at this moment, or at a shared one, whatever is written meanwhile. */
export async function readLedger<T>(url: string, read: (reading: Reading) => Promise<T>, moment?: string): Promise<T> {
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
    // Many small pages: compiling their plans would cost more than it saves.
    connection: { application_name: 'wheelhouse ledger', statement_timeout: 0, jit: 'off' },
  });
  try {
    const work = async (tx: TransactionSql): Promise<T> => {
      if (moment !== undefined) await tx.unsafe(`set transaction snapshot '${moment}'`);
      return read({ source: sourceOf(tx), shareMoment: () => shareMoment(tx) });
    };
    return (await sql.begin('isolation level repeatable read read only', work)) as T;
  } catch (error) {
    throw explain(error);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function shareMoment(sql: TransactionSql): Promise<string> {
  const [row] = await sql<{ moment: string }[]>`select pg_export_snapshot() as moment`;
  return row?.moment ?? '';
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
  links: (projectId, range = { projectId, from: leastSeq, to: greatestSeq }) => readLinks(sql, range),
  ranges: (projectId, length) => ranges(sql, projectId, length),
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

/** Of about this many links each, from the least number that there can be: a forger may have used any. */
async function* ranges(sql: TransactionSql, projectId: string, length: number): AsyncGenerator<Range> {
  for (let from = leastSeq; from <= greatestSeq;) {
    const [last] = await sql<{ seq: number }[]>`
      select seq from seals where project_id = ${projectId} and seq >= ${from} order by seq offset ${length - 1} limit 1`;
    const to = last?.seq ?? greatestSeq;
    yield { projectId, from, to };
    from = to + 1;
  }
}

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
