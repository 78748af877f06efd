import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { SurfaceName } from '../src/core/project/definition.ts';
import type { Troubles } from '../src/core/troubles.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { troubles } from './schema/troubles.ts';

/**
 * When a place works again, makes the postings due that were lost there. First, everything that is posted: otherwise its old buttons would stay for
 * ever (P2). Second, of what was never posted, only what is about active runs: their cards, open questions, and the conversation in their threads. Nobody
 * wants a year of ended runs to be posted. The sweep finds these effects.
 */
const bringBack = (surface: SurfaceName, channel: string) => sql`
  with back as (
    update postings p set lost = null from runs r
    where p.surface = ${surface} and p.channel = ${channel} and p.lost is not null and r.id = p.run_id
      and (p.ref_message is not null or r.status not in ('completed', 'failed', 'cancelled')
        and (p.subject_kind in ('run', 'message') or exists (select from asks a where a.id = p.subject_id and a.status = 'open')))
    returning p.id, p.run_id
  )
  insert into outbox (id, key, kind, run_id, payload, due_at, created_at)
  select gen_random_uuid()::text, 'converge:' || id, 'converge', run_id,
    jsonb_build_object('do', 'converge', 'runId', run_id, 'postingId', id), now(), now()
  from back on conflict (key) where done_at is null do update set generation = outbox.generation + 1`;

export const createTroubles = ({ db }: Pick<Client, 'db'>): Troubles => ({
  async tell(trouble) {
    const { code, what, remedy } = trouble;
    const target = [troubles.surface, troubles.channel];
    await explained(db.insert(troubles).values(trouble).onConflictDoUpdate({ target, set: { code, what, remedy } }));
  },

  async over(surface, channel) {
    const there = channel === null ? isNull(troubles.channel) : eq(troubles.channel, channel);
    const ended = db.transaction(async (tx) => {
      const gone = await tx
        .delete(troubles)
        .where(and(eq(troubles.surface, surface), there))
        .returning();
      if (gone.length > 0 && channel !== null) await tx.execute(bringBack(surface, channel));
    });
    await explained(ended);
  },

  all: () => explained(db.select().from(troubles).orderBy(asc(troubles.since))),
});
