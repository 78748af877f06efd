import { describe, expect, it } from 'vitest';
import { pruner } from '../../src/jobs/prune.ts';
import { shippedSettings } from '../../src/jobs/settings.ts';

const minute = 60_000;

/** A table of so many served rows, and a clock in minutes. */
function pruning(rows: number) {
  const world = { rows, pages: 0, minutes: 0 };
  const prune = async (_before: Date, limit: number): Promise<number> => {
    const gone = Math.min(limit, world.rows);
    world.rows -= gone;
    world.pages += 1;
    return gone;
  };
  const settings = { ...shippedSettings, prunePage: 10, pagesPerTick: 4 };
  const tick = pruner({ sweep: { prune }, settings }, () => world.minutes * minute);
  return { world, tick };
}

describe('pruning', () => {
  it('begins a minute after the start, so that a process that is restarted every hour prunes too', async () => {
    const { world, tick } = pruning(5);
    await tick();
    expect(world.pages).toBe(0);
    world.minutes = 1;
    await tick();
    expect(world.rows).toBe(0);
  });

  it('goes on at every tick, a few pages each, until nothing is left, and then rests for an hour', async () => {
    const { world, tick } = pruning(100);
    world.minutes = 1;
    await tick();
    expect(world).toMatchObject({ rows: 60, pages: 4 });
    await tick();
    await tick();
    expect(world).toMatchObject({ rows: 0, pages: 11 });
    world.rows = 1;
    world.minutes = 60;
    await tick();
    expect(world.rows).toBe(1);
    world.minutes = 61;
    await tick();
    expect(world.rows).toBe(0);
  });
});
