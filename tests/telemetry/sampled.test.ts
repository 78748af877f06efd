import { describe, expect, it } from 'vitest';
import { sampled } from '../../src/telemetry/sampled.ts';

describe('a sample', () => {
  it('is read once for all who ask within its time, and again after that', async () => {
    let read = 0;
    const often = sampled(async () => (read += 1), { every: 60_000, wait: 1_000 });
    const all = await Promise.all(Array.from({ length: 50 }, () => often()));
    expect(all.map((it) => it?.value)).toEqual(Array.from({ length: 50 }, () => 1));
    const always = sampled(async () => (read += 1), { every: 0, wait: 1_000 });
    expect([(await always())?.value, (await always())?.value]).toEqual([2, 3]);
  });

  it('never keeps anybody waiting: what hangs leaves the older one, with its age', async () => {
    let hang = false;
    const ask = sampled(() => (hang ? new Promise<number>(() => undefined) : Promise.resolve(7)), {
      every: 0,
      wait: 20,
    });
    expect((await ask())?.value).toBe(7);
    hang = true;
    const found = await ask();
    expect(found?.value).toBe(7);
    expect(found?.age).toBeGreaterThan(0.015);
  });

  it('is none after a reading that failed, rather than an old one', async () => {
    let works = true;
    const ask = sampled(async () => (works ? 7 : Promise.reject(new Error('away'))), { every: 0, wait: 1_000 });
    expect(await ask()).not.toBeNull();
    works = false;
    expect(await ask()).toBeNull();
    works = true;
    expect((await ask())?.value).toBe(7);
  });
});
