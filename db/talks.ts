import { asc, eq } from 'drizzle-orm';
import type { Talks } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { bodies } from './schema/artifacts.ts';
import { turns } from './schema/attempts.ts';

export const createTalks = ({ db }: Client): Talks => ({
  async read(talk) {
    const kept = db
      .select({ text: bodies.text })
      .from(turns)
      .innerJoin(bodies, eq(bodies.digest, turns.digest))
      .where(eq(turns.talk, talk))
      .orderBy(asc(turns.number));
    return (await explained(kept)).map(({ text }) => (text === null ? null : { said: JSON.parse(text) as unknown }));
  },
});
