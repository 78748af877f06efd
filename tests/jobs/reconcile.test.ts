import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/core/run/state.ts';
import { createTick, type ReconcileParts } from '../../src/jobs/reconcile.ts';
import { quickSettings } from './room.ts';

/** A sweep that finds what it is given, tick by tick, of runs that cannot be helped. */
function sweeping(found: string[][]) {
  const errors: unknown[] = [];
  const nothing = async () => [];
  const parts: ReconcileParts = {
    runs: { change: async () => ({ refused: 'stale_work', why: 'status' }) },
    rules: () => ({ refused: 'stale_work', why: 'status' }),
    outbox: { overdue: nothing },
    remind: async () => 0,
    sweep: {
      lapsed: nothing,
      expired: nothing,
      seal: async () => 0,
      prune: async () => 0,
      stuck: async () => (found.shift() ?? []).map((runId) => ({ runId })),
    },
    queues: { add: async () => undefined, isTaken: async () => false },
    surfaceOf: async () => null,
    stages: true,
    surfaces: new Set(),
    isAway: () => false,
    settings: quickSettings,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (it: unknown) => errors.push(it),
    },
  };
  return { tick: createTick(parts), errors, parts };
}

/** A sweep that finds lapsed leases of these runs for as long as they last; of each run, `change` says what becomes of it. */
function lapsing(found: Set<string>, change: ReconcileParts['runs']['change'], settings = quickSettings) {
  const { parts } = sweeping([]);
  const lapsed: ReconcileParts['sweep']['lapsed'] = async (limit) =>
    [...found].slice(0, limit).map((runId) => ({ runId, attemptId: runId, lease }));
  return createTick({ ...parts, settings, sweep: { ...parts.sweep, lapsed }, runs: { change } });
}

const lease = { token: 't', worker: 'w', until: new Date(0) };
const ok = { result: { kind: 'ok' } } as Decision;

describe('the sweep', () => {
  it('looks for reminders where something can be said, which knows whose a place is', async () => {
    const { parts } = sweeping([]);
    for (const [surfaces, times] of [
      [[], 0],
      [['slack'], 1],
    ] as const) {
      let looks = 0;
      const remind = async () => (looks += 1);
      await createTick({ ...parts, stages: surfaces.length === 0, surfaces: new Set(surfaces), remind })();
      expect(looks).toBe(times);
    }
  });

  it('ends a lapsed lease while the run before it is locked, and one that is locked for ever is tried no second time', async () => {
    const found = new Set(['locked', 'broken', 'good']);
    const asked: string[] = [];
    const tick = lapsing(found, async (runId) => {
      asked.push(runId);
      if (runId === 'locked') return new Promise(() => undefined);
      if (runId === 'broken') throw new TypeError('this run can not be decided');
      found.delete(runId);
      return ok;
    });
    await tick();
    await tick();
    expect(found).toEqual(new Set(['locked', 'broken']));
    expect(asked).toEqual(['locked', 'broken', 'good', 'broken']);
  });

  it('comes to the last of many, however many of the oldest can never be moved', async () => {
    const bad = Array.from({ length: 25 }, (_, n) => `bad${n}`);
    const found = new Set([...bad, 'good']);
    const tick = lapsing(
      found,
      async (runId) => {
        if (runId !== 'good') throw new TypeError('this run can not be decided');
        found.delete(runId);
        return ok;
      },
      { ...quickSettings, page: 10 },
    );
    for (let n = 0; n < 3; n += 1) await tick();
    expect(found.has('good')).toBe(false);
  });

  it('leaves a run that fails again and again alone for longer each time', async () => {
    let tries = 0;
    const tick = lapsing(
      new Set(['bad']),
      async () => {
        tries += 1;
        throw new TypeError('this run can not be decided');
      },
      { ...quickSettings, sweep: 1_000_000 },
    );
    for (let n = 0; n < 10; n += 1) await tick();
    expect(tries).toBe(2);
  });

  it('raises no alarm about a run that went on by itself while it was looked at', async () => {
    const { tick, errors } = sweeping([['one'], [], ['one'], ['other']]);
    for (let n = 0; n < 4; n += 1) await tick();
    expect(errors).toEqual([]);
  });

  it('raises one about a run that it finds twice in a row and cannot help', async () => {
    const { tick, errors } = sweeping([['one'], ['one']]);
    await tick();
    await tick();
    expect(errors).toMatchObject([{ run: 'one' }]);
  });
});
