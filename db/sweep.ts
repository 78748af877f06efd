import { sql } from 'drizzle-orm';
import type { Sweep } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { sealLedger } from './seal.ts';

/** Postgres' clock is the one that all sweepers share. */
export function createSweep({ db }: Client): Sweep {
  return {
    async lapsed(limit) {
      const rows = await explained(
        db.execute<{ runId: string; attemptId: string; token: string; worker: string; until: string }>(sql`
          select run_id as "runId", id as "attemptId", lease_token as token, lease_worker as worker, lease_until as until
          from attempts where lease_until < now() order by lease_until limit ${limit}`),
      );
      return rows.map(({ runId, attemptId, token, worker, until }) => ({
        runId,
        attemptId,
        lease: { token, worker, until: new Date(until) },
      }));
    },

    async stuck(limit) {
      const rows = await explained(
        db.execute<{ runId: string }>(sql`
          select id as "runId" from runs
          where status in ('queued', 'running')
            and not exists (
              select from outbox where outbox.run_id = runs.id and kind = 'run_stage' and done_at is null
            )
            and not exists (select from attempts where attempts.run_id = runs.id and lease_until > now())
          order by id limit ${limit}`),
      );
      return [...rows];
    },

    async expired(limit) {
      const rows = await explained(
        db.execute<{ runId: string; askId: string }>(sql`
          select run_id as "runId", id as "askId" from asks
          where status = 'open' and expires_at <= now() order by expires_at limit ${limit}`),
      );
      return [...rows];
    },

    seal: (limit) => explained(sealLedger(db, limit)),

    async prune(before, limit) {
      const at = before.toISOString();
      const pruned = await Promise.all(served(at, limit).map((statement) => explained(db.execute(statement))));
      return pruned.reduce((sum, { count }) => sum + count, 0);
    },
  };
}

/** Whole rows that nobody will ask for again; a few at a time, so that no lock lasts. */
const served = (at: string, limit: number) => [
  sql`delete from deliveries where key in (select key from deliveries where at < ${at} limit ${limit})`,
  sql`delete from outbox where id in (select id from outbox where done_at < ${at} limit ${limit})`,
  sql`delete from outputs where attempt_id in (
    select id from attempts where ended_at < ${at} and exists (select from outputs where attempt_id = attempts.id)
    limit ${limit})`,
];
