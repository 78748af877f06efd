import { and, inArray, isNotNull } from 'drizzle-orm';
import type { Bodies } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { bodies } from './schema/artifacts.ts';

export function createBodies({ db }: Client): Bodies {
  return {
    async read(digests) {
      if (digests.length === 0) return new Map();
      const there = and(inArray(bodies.digest, [...digests]), isNotNull(bodies.text));
      const rows = await explained(db.select().from(bodies).where(there));
      return new Map(rows.flatMap(({ digest, text }) => (text === null ? [] : [[digest, text]])));
    },
  };
}
