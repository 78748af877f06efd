import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Outbox } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { toDue } from './run/effects.ts';
import { outbox } from './schema/outbox.ts';

export function createOutbox({ db }: Client): Outbox {
  const isDue = (effectId: string) => and(eq(outbox.id, effectId), isNull(outbox.doneAt));
  return {
    async find(effectId) {
      const [row] = await explained(db.select().from(outbox).where(isDue(effectId)));
      return row ? toDue(row) : null;
    },

    async done(effectId, generation) {
      const seen = and(isDue(effectId), eq(outbox.generation, generation));
      const done = db.update(outbox).set({ doneAt: new Date() }).where(seen).returning({ id: outbox.id });
      return (await explained(done)).length > 0;
    },

    async overdue(graceMs, limit, only) {
      // By our own clock, which the effect's time is from.
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

/** One kind, and what comes behind the last one seen: the pages of a long sweep neither repeat nor skip. */
function wanted(only: Parameters<Outbox['overdue']>[2]) {
  if (!only) return [];
  const { do: kind, after } = only;
  const behind =
    after && sql`(${outbox.dueAt}, ${outbox.id}) > (${after.dueAt.toISOString()}::timestamptz, ${after.id})`;
  return behind ? [eq(outbox.kind, kind), behind] : [eq(outbox.kind, kind)];
}
