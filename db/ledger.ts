import type { Damage } from '../src/core/ledger/follow.ts';
import type { Found, Head } from '../src/core/ledger/heads.ts';
import type { LedgerSource } from '../src/core/ledger/source.ts';
import type { Range } from '../src/core/ledger/stretch.ts';
import type { Client } from './client.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { explain, explained } from './error.ts';
import { readLinks } from './ledger/links.ts';

/** The range of Postgres' integer type. */
const leastSeq = -(2 ** 31);
const greatestSeq = 2 ** 31 - 1;

interface Reading {
  source: LedgerSource;
  /** The id of a snapshot, with which others can read the same state until this reading ends. */
  shareMoment: () => Promise<string>;
}

/** Reads the ledger from one snapshot, a new one or a shared one (`moment`), whatever is written meanwhile. */
export async function readLedger<T>(url: string, read: (reading: Reading) => Promise<T>, moment?: string): Promise<T> {
  const connection = await explained(Connection.open(url, settings));
  try {
    await connection.rows('begin isolation level repeatable read read only', []);
    if (moment !== undefined) await connection.rows(`set transaction snapshot '${moment}'`, []);
    return await read({ source: sourceOf(connection), shareMoment: () => shareMoment(connection) });
  } catch (error) {
    throw explain(error);
  } finally {
    // Nothing was written, so it is enough to close the connection.
    await connection.end();
  }
}

const settings: ConnectionOptions = {
  onnotice: () => undefined,
  // Many small pages: just-in-time compilation would cost more than it saves.
  connection: { application_name: 'wheelhouse ledger', statement_timeout: 0, jit: 'off' },
};

async function shareMoment(connection: Connection): Promise<string> {
  const [row] = await connection.rows<{ moment: string }>('select pg_export_snapshot() as moment', []);
  return row?.moment ?? '';
}

const sourceOf = (connection: Connection): LedgerSource => ({
  // Jumps from project to project in the index: the chains may have millions of links.
  projects: async () => {
    const rows = await connection.rows<{ id: string }>(
      `with recursive step (id) as (
         (select project_id from seals order by 1 limit 1)
         union all
         select (select project_id from seals where project_id > step.id order by 1 limit 1) from step where id is not null
       )
       select id from step where id is not null order by id collate "C"`,
      [],
    );
    return rows.map(({ id }) => id);
  },
  links: (projectId, range = { projectId, from: leastSeq, to: greatestSeq }) => readLinks(connection, range),
  ranges: (projectId, length) => ranges(connection, projectId, length),
  strays: async (limit) => {
    const rows = await connection.rows<{ projectId: string; entryId: string }>(
      `select project_id as "projectId", id as "entryId" from ledger
       where not exists (select from seals where entry_id = id) and not exists (select from unsealed where entry_id = id)
       order by ordinal limit $1`,
      [limit],
    );
    return rows.map((row): Damage => ({
      ...row,
      seq: null,
      what: 'the entry was never sealed: it was put in by hand',
    }));
  },
  waiting: async () => {
    const [row] = await connection.rows<{ count: number }>('select count(*)::int as count from unsealed', []);
    return row?.count ?? 0;
  },
});

/** Ranges of about `length` links each. They cover all possible numbers, since a forger may have used any. */
async function* ranges(connection: Connection, projectId: string, length: number): AsyncGenerator<Range> {
  for (let from = leastSeq; from <= greatestSeq;) {
    const [last] = await connection.rows<{ seq: number }>(
      'select seq from seals where project_id = $1 and seq >= $2 order by seq offset $3 limit 1',
      [projectId, from, length - 1],
    );
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

/** What the database has now at the places of the kept heads. */
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
