import type { Arrivals, LeftArrival } from '../src/core/arrivals.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { fromJson, send, type Json } from './json.ts';
import { arrivals } from './schema/arrivals.ts';

const until = (forMs: string): string => `now() + ${forMs}::float8 * interval '1 millisecond'`;

// One round trip for each acknowledgement. A row that another writes in this very moment is seen by neither half: it is kept.
const keep = `
  with made as (
    insert into arrivals (key, surface, body, at, held_until) values ($1, $2, $3, $4, ${until('$5')})
    on conflict (key) do nothing returning key
  )
  select case when exists (select from made) then 'new'
    when exists (select from arrivals where key = $1 and done_at is not null) then 'done' else 'kept' end as was`;

const due = 'select key from arrivals where key = $1 and done_at is null';
const hold = `
  update arrivals set held_until = ${until('$2')}
  where key in (select jsonb_array_elements_text($1::jsonb)) and done_at is null`;
const done = `update arrivals set done_at = now(), body = '' where key = $1`;
const forget = 'delete from arrivals where key = $1';

const left = `
  update arrivals a set held_until = ${until('$2')}, tries = tries + 1
  where key in (
    select key from arrivals where surface = $1 and done_at is null and held_until <= now()
    order by held_until limit $3::int for update skip locked
  )
  returning row_to_json(a) as row`;

export const createArrivals = ({ pool, express }: Pick<Client, 'pool' | 'express'>): Arrivals => ({
  async keep({ key, surface, body, at }, forMs) {
    const kept = send<{ was: 'new' | 'kept' | 'done' }>(express, keep, key, surface, body, at.toISOString(), forMs);
    return (await explained(kept))[0]?.was ?? 'kept';
  },

  async isDue(key) {
    return (await explained(send(pool, due, key))).length > 0;
  },

  async hold(keys, forMs) {
    await explained(send(pool, hold, keys, forMs));
  },

  async done(key) {
    await explained(send(pool, done, key));
  },

  async forget(key) {
    await explained(send(pool, forget, key));
  },

  async left(surface, forMs, limit) {
    const found = await explained(send<{ row: Json }>(pool, left, surface, forMs, limit));
    return found
      .map(({ row }) => toArrival(fromJson(arrivals, row)))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  },
});

const toArrival = ({ key, surface, body, at, tries }: typeof arrivals.$inferSelect): LeftArrival => ({
  ...{ key, surface, body, at, tries },
});
