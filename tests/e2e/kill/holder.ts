import type { PendingQuery, Row, Sql } from 'postgres';
import type { Engine } from './engine.ts';
import { withSql } from './team.ts';

/** The process that holds the lease of the running attempt that is meant: a worker names itself by host, process and chance. */
export async function holderOf(engine: Engine, meant: (sql: Sql) => PendingQuery<Row[]>): Promise<number | null> {
  const [row] = await withSql(
    engine,
    (sql) => sql<{ worker: string }[]>`
      select lease_worker as worker from attempts where status = 'running' and ${meant(sql)} limit 1`,
  );
  const pid = /-(\d+)-.{6}$/.exec(row?.worker ?? '')?.[1];
  return pid === undefined ? null : Number(pid);
}
