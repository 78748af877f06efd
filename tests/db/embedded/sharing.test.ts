import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../db/embedded/lock.ts';
import { birthOf } from '../../../db/embedded/process.ts';
import { makeFolder, pidOf, query, startParent } from './harness.ts';

describe('several processes on one folder', () => {
  it('share one server when they start at the same moment, and the last one out stops it', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => startParent(dataDir)));
    if (!first) throw new Error('no parent');
    expect(new Set([first, ...others].map(({ url }) => url)).size).toBe(1);
    const pid = pidOf(dataDir);
    for (const parent of others) {
      await parent.stop();
      expect(pidOf(dataDir)).toBe(pid);
    }
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.stop();
    expect(pidOf(dataDir)).toBeUndefined();
  });

  it('never run two servers through rounds of starting, stopping and killing at once', async () => {
    const dataDir = join(makeFolder(), 'postgres');
    for (let round = 0; round < 3; round++) {
      const staying = await startParent(dataDir);
      const [leaving, joining] = [staying.stop(), startParent(dataDir)];
      await leaving;
      const joined = await joining;
      expect(await query(joined.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await joined.kill();
    }
  });
});

describe('the start lock', () => {
  it('lets one holder in at a time', async () => {
    const file = join(makeFolder(), 'lock');
    expect(await mostAtOnce((work) => withLock(file, work))).toBe(1);
    expect(await mostAtOnce((work) => work())).toBeGreaterThan(1); // the same without the lock
  });

  it.each([
    ['a process that is gone', '999999998 1 x\n'],
    ['a process whose pid another one has now', `${process.pid} 1 x\n`],
  ])('is taken over from %s', async (_, holder) => {
    const folder = makeFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'lock'), holder);
    expect(await withLock(join(folder, 'lock'), () => Promise.resolve('in'))).toBe('in');
  });

  it('tells one process from another by its birth', () => {
    expect(birthOf(process.pid)).toBeDefined();
    expect(birthOf(process.pid)).not.toBe(birthOf(process.ppid));
    expect(birthOf(999_999_998)).toBeUndefined();
  });
});

async function mostAtOnce(guard: (work: () => Promise<void>) => Promise<void>): Promise<number> {
  let [inside, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++inside);
    await sleep(1);
    inside--;
  };
  await Promise.all(Array.from({ length: 20 }, () => guard(work)));
  return most;
}
