import { describe, expect, it } from 'vitest';
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
    settings: quickSettings,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (it: unknown) => errors.push(it),
    },
  };
  return { tick: createTick(parts), errors };
}

describe('the sweep', () => {
  it('raises no alarm about a run that went on by itself while it was looked at', async () => {
    const { tick, errors } = sweeping([['one'], [], ['one'], ['other']]);
    for (let n = 0; n < 4; n += 1) await tick();
    expect(errors).toEqual([]);
  });

  it('raises one about a run that it finds twice in a row and cannot help', async () => {
    const { tick, errors } = sweeping([['one'], ['one']]);
    await tick();
    await tick();
    expect(errors).toMatchObject([{ runId: 'one' }]);
  });
});
