import type { Backlog } from '../src/core/operation/backlog.ts';
import type { Client } from './client.ts';
import { ageOf } from './ages.ts';
import { explained } from './error.ts';

/** Partial indexes cover all of it, so that nothing is read that is done, settled or ended. Times are compared with the same clocks as in sweep.ts. */
const question = `
  select
    (select coalesce(json_agg(it), '[]') from (
      select kind, count(*)::int as due, (count(*) filter (where due_at < $2::timestamptz))::int as overdue
      from outbox where done_at is null and due_at <= $1::timestamptz group by kind) it) as outbox,
    (select coalesce(json_agg(it), '[]') from (
      select surface, count(*)::int as count
      from outbox join postings on postings.id = payload ->> 'postingId'
      where done_at is null and kind = 'converge' and due_at < $2::timestamptz group by surface) it) as "postingsBehind",
    (select coalesce(extract(epoch from $1::timestamptz - min(at)), 0)::float8
      from unsealed join ledger on ledger.id = entry_id) as "oldestUnsealed",
    (select coalesce(json_agg(it), '[]') from (
      select kind, ${ageOf('$1::timestamptz')} as age, count(*)::int as count
      from asks where status = 'open' group by kind, age) it) as "openAsks",
    (select coalesce(json_agg(it), '[]') from (
      select status, count(*)::int as count from runs where ended_at is null group by status) it) as "activeRuns",
    (select json_build_object(
      'live', count(*) filter (where lease_until >= now()),
      'lapsed', count(*) filter (where lease_until < now()))
      from attempts where lease_until is not null) as attempts`;

/** `grace`: milliseconds after which a due effect is overdue. */
export async function readBacklog({ pool }: Client, grace: number, now = Date.now()): Promise<Backlog> {
  const times = [new Date(now).toISOString(), new Date(now - grace).toISOString()];
  const [row] = await explained(pool.rows<Backlog>(question, times));
  if (!row) throw new Error('bug: a select without a from has one row.');
  return { ...row, oldestUnsealed: Math.max(0, row.oldestUnsealed) };
}
