import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createArrivals } from '../../db/arrivals.ts';
import { createSweep } from '../../db/sweep.ts';
import type { Arrival } from '../../src/core/arrivals.ts';
import { freshStore } from './store.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

/** Milliseconds: one that nobody sees the end of, and one that is over at once. */
const long = 600_000;
const over = 0;

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
  const everything = () => arrivals().left('slack', over, 100);
  const bodyOf = async (key: string) =>
    (await store.client.db.execute<{ body: string }>(sql`select body from arrivals where key = ${key}`))[0]?.body;

  it('knows what came before, and whether somebody has taken it in', async () => {
    expect(await arrivals().keep(arrivalOf('a'), long)).toBe('new');
    expect(await arrivals().keep(arrivalOf('a'), long)).toBe('kept');
    expect([await arrivals().isDue('a'), await arrivals().isDue('never came')]).toEqual([true, false]);
    await arrivals().done('a');
    expect(await arrivals().isDue('a')).toBe(false);
    expect(await arrivals().keep(arrivalOf('a'), long)).toBe('done');
    await everything();
  });

  it('lets one of many at once be the first', async () => {
    const kept = await Promise.all(Array.from({ length: 20 }, () => arrivals().keep(arrivalOf('race'), long)));
    expect(kept.filter((it) => it === 'new')).toHaveLength(1);
    await arrivals().done('race');
  });

  it('hands over, once, what nobody has finished in time, as it came (R1, P5)', async () => {
    await arrivals().keep(arrivalOf('b2', { at: later(1) }), over);
    await arrivals().keep(arrivalOf('b1'), over);
    await arrivals().keep(arrivalOf('held'), long);
    await arrivals().keep(arrivalOf('elsewhere', { surface: 'discord' }), over);
    const both = await Promise.all([1, 2].map(() => arrivals().left('slack', long, 100)));
    expect(both.flat().toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([
      { ...arrivalOf('b1'), tries: 2 },
      { ...arrivalOf('b2', { at: later(1) }), tries: 2 },
    ]);
    expect(await arrivals().left('slack', long, 100)).toEqual([]);
    await arrivals().hold(['b1', 'b2'], over);
    expect((await arrivals().left('slack', long, 1)).map(({ tries }) => tries)).toEqual([3]);
    await Promise.all(['b1', 'b2', 'held', 'elsewhere'].map((key) => arrivals().done(key)));
  });

  it('holds for so many milliseconds by the clock of Postgres, and by no other', async () => {
    const msOf = async (key: string) =>
      (
        await store.client.db.execute<{ ms: string }>(
          sql`select extract(epoch from held_until - clock_timestamp()) * 1000 as ms from arrivals where key = ${key}`,
        )
      )[0]?.ms;
    await arrivals().keep(arrivalOf('timed', { at: later(-1_000_000) }), 600_000);
    expect(Number(await msOf('timed'))).toBeCloseTo(600_000, -5);
    await arrivals().hold(['timed'], 300_000);
    expect(Number(await msOf('timed'))).toBeCloseTo(300_000, -5);
    await arrivals().done('timed');
  });

  it('leaves to whoever says so what takes longer', async () => {
    await arrivals().keep(arrivalOf('long'), over);
    await arrivals().keep(arrivalOf('over'), over);
    await arrivals().done('over');
    await arrivals().hold(['long', 'over'], long);
    expect(await arrivals().left('slack', long, 100)).toEqual([]);
    await arrivals().hold(['long', 'over'], over);
    expect((await arrivals().left('slack', long, 100)).map(({ key }) => key)).toEqual(['long']);
    await arrivals().done('long');
  });

  it('forgets what was said once it has been taken in (S16)', async () => {
    await arrivals().keep(arrivalOf('c'), long);
    expect(await bodyOf('c')).toContain('event_callback');
    await arrivals().done('c');
    expect(await bodyOf('c')).toBe('');
    expect(await everything()).toEqual([]);
  });

  it('takes what had no effect for new when it comes again', async () => {
    await arrivals().keep(arrivalOf('d'), long);
    await arrivals().forget('d');
    expect(await arrivals().keep(arrivalOf('d'), long)).toBe('new');
    await arrivals().done('d');
  });

  it('keeps nothing for longer than the sweep does, finished or not', async () => {
    await arrivals().keep(arrivalOf('old'), long);
    await arrivals().keep(arrivalOf('young', { at: later(100) }), long);
    await createSweep(store.client).prune(later(50), 100);
    expect(await arrivals().keep(arrivalOf('young'), long)).toBe('kept');
    expect(await arrivals().keep(arrivalOf('old'), long)).toBe('new');
  });
});
