import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createArrivals } from '../../db/arrivals.ts';
import { createSweep } from '../../db/sweep.ts';
import type { Arrival } from '../../src/core/arrivals.ts';
import { freshStore } from './store.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

const arrivalOf = (key: string, changes: Partial<Arrival> = {}): Arrival => ({
  key,
  surface: 'slack',
  body: JSON.stringify({ type: 'event_callback', text: 'a NUL \u0000 and half a pair \ud800' }),
  at: now,
  ...changes,
});

describe('the store of arrivals', () => {
  const store = freshStore();
  const arrivals = () => createArrivals(store.client);
  const everything = () => arrivals().left('slack', later(1_000_000), later(1_000_000), 100);
  const bodyOf = async (key: string) =>
    (await store.client.db.execute<{ body: string }>(sql`select body from arrivals where key = ${key}`))[0]?.body;

  it('knows what came before, and whether somebody has taken it in', async () => {
    expect(await arrivals().keep(arrivalOf('a'), later(10))).toBe('new');
    expect(await arrivals().keep(arrivalOf('a'), later(10))).toBe('kept');
    await arrivals().done('a');
    expect(await arrivals().keep(arrivalOf('a'), later(10))).toBe('done');
    await everything();
  });

  it('lets one of many at once be the first', async () => {
    const kept = await Promise.all(Array.from({ length: 20 }, () => arrivals().keep(arrivalOf('race'), later(10))));
    expect(kept.filter((it) => it === 'new')).toHaveLength(1);
    await arrivals().done('race');
  });

  it('hands over, once, what nobody has finished in time, as it came (R1, P5)', async () => {
    await arrivals().keep(arrivalOf('b2', { at: later(1) }), later(11));
    await arrivals().keep(arrivalOf('b1'), later(12));
    await arrivals().keep(arrivalOf('held'), later(60));
    await arrivals().keep(arrivalOf('elsewhere', { surface: 'discord' }), later(10));
    const both = await Promise.all([1, 2].map(() => arrivals().left('slack', later(12), later(30), 100)));
    expect(both.flat().toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([
      { ...arrivalOf('b1'), tries: 2 },
      { ...arrivalOf('b2', { at: later(1) }), tries: 2 },
    ]);
    expect(await arrivals().left('slack', later(29), later(60), 100)).toEqual([]);
    expect((await arrivals().left('slack', later(30), later(60), 1)).map(({ tries }) => tries)).toEqual([3]);
    await Promise.all(['b1', 'b2', 'held', 'elsewhere'].map((key) => arrivals().done(key)));
  });

  it('leaves to whoever says so what takes longer', async () => {
    await arrivals().keep(arrivalOf('long'), later(10));
    await arrivals().keep(arrivalOf('over'), later(10));
    await arrivals().done('over');
    await arrivals().hold(['long', 'over'], later(20));
    expect(await arrivals().left('slack', later(19), later(60), 100)).toEqual([]);
    expect((await arrivals().left('slack', later(20), later(60), 100)).map(({ key }) => key)).toEqual(['long']);
    await arrivals().done('long');
  });

  it('forgets what was said once it has been taken in (S16)', async () => {
    await arrivals().keep(arrivalOf('c'), later(10));
    expect(await bodyOf('c')).toContain('event_callback');
    await arrivals().done('c');
    expect(await bodyOf('c')).toBe('');
    expect(await everything()).toEqual([]);
  });

  it('takes what had no effect for new when it comes again', async () => {
    await arrivals().keep(arrivalOf('d'), later(10));
    await arrivals().forget('d');
    expect(await arrivals().keep(arrivalOf('d'), later(10))).toBe('new');
    await arrivals().done('d');
  });

  it('keeps nothing for longer than the sweep does, finished or not', async () => {
    await arrivals().keep(arrivalOf('old'), later(10));
    await arrivals().keep(arrivalOf('young', { at: later(100) }), later(110));
    await createSweep(store.client).prune(later(50), 100);
    expect(await arrivals().keep(arrivalOf('young'), later(10))).toBe('kept');
    expect(await arrivals().keep(arrivalOf('old'), later(10))).toBe('new');
  });
});
