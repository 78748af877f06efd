import { describe, expect, it } from 'vitest';
import type { DueEffect } from '../../src/core/ports.ts';
import { createDispatch } from '../../src/jobs/dispatch.ts';
import { shippedSettings as settings } from '../../src/jobs/settings.ts';
import { silent } from './room.ts';
import { until } from './until.ts';

const now = Date.now();
const at = (ago: number): Date => new Date(now - ago);
const card = { do: 'converge', runId: 'run', postingId: 'posting' } as const;
const stage = { do: 'run_stage', runId: 'run', attemptId: 'attempt', epoch: 1 } as const;
const fresh = { effect: card, generation: 1, dueAt: at(0), createdAt: at(0) };

/** The ids of the jobs that are added for one effect. */
async function jobsOf(dues: Omit<DueEffect, 'id'>[]): Promise<string[]> {
  const ids: string[] = [];
  const add = async (_: string, jobs: readonly { id: string }[]): Promise<void> =>
    void ids.push(...jobs.map(({ id }) => id));
  const dispatch = createDispatch({ queues: { add }, surfaceOf: async () => 'console', settings, log: silent });
  for (const due of dues) {
    const before = ids.length;
    dispatch([{ ...due, id: '0' }]);
    await until(() => expect(ids).toHaveLength(before + 1));
  }
  return ids;
}

/** The ids of the effects for which a job was added: the last one is a stage's, which always is one's own. */
async function added(effects: Omit<DueEffect, 'id'>[]): Promise<string[]> {
  const ids: string[] = [];
  const add = async (_: string, jobs: readonly { data: { effectId: string } }[]): Promise<void> => {
    ids.push(...jobs.map(({ data }) => data.effectId));
  };
  const dispatch = createDispatch({ queues: { add }, surfaceOf: async () => 'console', settings, log: silent });
  dispatch(effects.map((effect, n) => ({ ...effect, id: String(n) })));
  dispatch([{ ...fresh, effect: stage, id: 'last' }]);
  await until(() => expect(ids).toContain('last'));
  return ids.filter((id) => id !== 'last');
}

describe('dispatching a card that is due', () => {
  it('adds one job for the first time, and none while that one is on its way', async () => {
    expect(await added([fresh, { ...fresh, generation: 2 }, { ...fresh, generation: 7 }])).toEqual(['0']);
  });

  it('adds one for what was postponed and became due at once', async () => {
    expect(await added([{ ...fresh, generation: 2, createdAt: at(300) }])).toEqual(['0']);
  });

  it('adds one again when the first has taken longer than the usual wait: it may be lost', async () => {
    const late = at(settings.grace + 1);
    expect(await added([{ ...fresh, generation: 2, dueAt: late, createdAt: late }])).toEqual(['0']);
  });

  it('adds one more for what settles something: nobody waits there until what merely moved on has had its turn', async () => {
    const settling = { ...fresh, generation: 3, effect: { ...card, settles: true as const } };
    expect(await added([settling])).toEqual(['0']);
    expect(await jobsOf([fresh, settling, { ...settling, generation: 4 }])).toEqual([
      'converge-0',
      'converge-0-settled',
      'converge-0-settled',
    ]);
  });

  it('adds few to what is late, however often it changes: one for each doubling of the time', async () => {
    const ages = [1.1, 1.9, 2.1, 3.9, 4.1].map((times) => at(times * settings.grace));
    const late = ages.map((age, n) => ({ ...fresh, generation: n + 2, dueAt: age, createdAt: age }));
    const names = await jobsOf(late);
    expect(names.map((id) => id.replace('converge-0-', ''))).toEqual(['late0', 'late0', 'late1', 'late1', 'late2']);
  });

  it('adds one each time that a stage becomes due', async () => {
    expect(await added([{ ...fresh, effect: stage, generation: 2 }])).toEqual(['0']);
  });
});
