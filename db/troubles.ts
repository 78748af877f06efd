import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Troubles } from '../src/core/troubles.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { troubles } from './schema/troubles.ts';

export const createTroubles = ({ db }: Pick<Client, 'db'>): Troubles => ({
  async tell(trouble) {
    const { code, what, remedy } = trouble;
    const target = [troubles.surface, troubles.channel];
    await explained(db.insert(troubles).values(trouble).onConflictDoUpdate({ target, set: { code, what, remedy } }));
  },

  async over(surface, channel) {
    const there = channel === null ? isNull(troubles.channel) : eq(troubles.channel, channel);
    await explained(db.delete(troubles).where(and(eq(troubles.surface, surface), there)));
  },

  all: () => explained(db.select().from(troubles).orderBy(asc(troubles.since))),
});
