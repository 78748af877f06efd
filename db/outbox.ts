import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Outbox } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { fromJson, send, type Json } from './json.ts';
import { toDue } from './run/effects.ts';
import { outbox } from './schema/outbox.ts';

const find = 'select row_to_json(o) as row from outbox o where id = $1 and done_at is null';
const finish = `
  update outbox set done_at = $3::timestamptz where id = $1 and generation = $2::int and done_at is null returning id`;

export function createOutbox({ db, pool }: Client): Outbox {
  return {
    async find(effectId) {
      const [found] = await explained(send<{ row: Json }>(pool, find, effectId));
      return found ? toDue(fromJson(outbox, found.row)) : null;
    },

    async done(effectId, generation) {
      const done = send(pool, finish, effectId, generation, new Date().toISOString());
      return (await explained(done)).length > 0;
    },

    async overdue(graceMs, limit, only) {
      // Compared with our own clock, from which the effect's time came.
      const late = lt(outbox.dueAt, new Date(Date.now() - graceMs));
      const rows = await explained(
        db
          .select()
          .from(outbox)
          .where(and(isNull(outbox.doneAt), late, ...wanted(only)))
          .orderBy(asc(outbox.dueAt), asc(outbox.id))
          .limit(limit),
      );
      return rows.map(toDue);
    },
  };
}

/** Restricts to one kind of effect, and to those behind the last one seen: so the pages of a long sweep neither repeat nor skip any. */
function wanted(only: Parameters<Outbox['overdue']>[2]) {
  if (!only) return [];
  const { do: kind, after } = only;
  const behind =
    after && sql`(${outbox.dueAt}, ${outbox.id}) > (${after.dueAt.toISOString()}::timestamptz, ${after.id})`;
  return behind ? [eq(outbox.kind, kind), behind] : [eq(outbox.kind, kind)];
}
