import { sql } from 'drizzle-orm';
import type { Sweep } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { sealLedger } from './seal.ts';

/**
 * Finds what is due. Leases are kept by Postgres' clock (lease-clock.ts). Deadlines are compared with our own: they were set by a clock of ours, mostly by
 * this very process, and the rules compare with it too.
 */
export function createSweep({ db }: Client): Sweep {
  const now = (): string => new Date().toISOString();
  return {
    // Skips runs that somebody has locked until the next round: waiting for them would delay the others.
    async lapsed(limit) {
      const rows = await explained(
        db.execute<{ runId: string; attemptId: string; token: string; worker: string; until: string }>(sql`
          select run_id as "runId", a.id as "attemptId", lease_token as token, lease_worker as worker, lease_until as until
          from attempts a join runs on runs.id = run_id
          where lease_until < now() order by lease_until limit ${limit} for no key update of runs skip locked`),
      );
      return rows.map(({ runId, attemptId, token, worker, until }) => ({
        runId,
        attemptId,
        lease: { token, worker, until: new Date(until) },
      }));
    },

    // The few held attempts are read first (materialized): otherwise Postgres expects to fill the limit soon, and reads every attempt that ever was.
    async stuck(limit) {
      const rows = await explained(
        db.execute<{ runId: string }>(sql`
          with held as materialized (select run_id from attempts where lease_until > now())
          select id as "runId" from runs
          where status in ('queued', 'running')
            and not exists (
              select from outbox where outbox.run_id = runs.id and kind = 'run_stage' and done_at is null
            )
            and not exists (select from held where held.run_id = runs.id)
          order by id limit ${limit}`),
      );
      return [...rows];
    },

    async expired(limit) {
      const rows = await explained(
        db.execute<{ runId: string; askId: string }>(sql`
          select run_id as "runId", id as "askId" from asks
          where status = 'open' and expires_at <= ${now()} order by expires_at limit ${limit}`),
      );
      return [...rows];
    },

    seal: (limit) => explained(sealLedger(db, limit)),

    async prune(before, limit) {
      const at = before.toISOString();
      const pruned = await Promise.all(served(at, now(), limit).map((statement) => explained(db.execute(statement))));
      return pruned.reduce((sum, { count }) => sum + count, 0);
    },
  };
}

/**
 * Deletes rows that nobody will ask for again, oldest first, and a few at a time, so that no lock is held for long. They are found by `ctid`, their place on
 * the disk: joined by their keys, Postgres would read the whole table for each page.
 */
const served = (at: string, now: string, limit: number) => [
  sql`delete from deliveries where ctid = any(array(
    select ctid from deliveries where at < ${at} order by at limit ${limit}))`,
  sql`delete from arrivals where ctid = any(array(
    select ctid from arrivals where at < ${at} order by at limit ${limit}))`,
  sql`delete from api_requests where ctid = any(array(
    select ctid from api_requests where at < ${at} order by at limit ${limit}))`,
  sql`delete from sends where ctid = any(array(
    select ctid from sends where begun_at < ${at} order by begun_at limit ${limit}))`,
  // Expired drafts go at once, however long other things are kept: nobody can open what was typed there any more.
  sql`delete from drafts where ctid = any(array(
    select ctid from drafts where expires_at < ${now} order by expires_at limit ${limit}))`,
  sql`delete from outbox where ctid = any(array(
    select ctid from outbox where done_at < ${at} order by done_at limit ${limit}))`,
  sql`delete from outputs where ctid = any(array(
    select outputs.ctid from outputs join attempts on attempts.id = outputs.attempt_id
    where at < ${at} and ended_at < ${at} order by at limit ${limit}))`,
];
