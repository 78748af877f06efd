import { expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/core/ledger/entry.ts';
import type { PersonActor } from '../../src/core/people/actor.ts';
import { entrySentence } from '../../src/core/records/words/entry.ts';
import { recordedSparingly } from '../../src/intents/recorded-sparingly.ts';
import { createWorld, startedRun } from './world.ts';

it('S19: a stranger who clicks on and on is refused each time, and recorded a few times', async () => {
  const world = createWorld();
  const { run } = await startedRun(world);
  const on = world.postings.find(({ subject }) => subject.id === run.id)!.ref;
  const press = (verb: string, who: string) =>
    world.ask({ kind: 'press', token: `c.${run.id}.${run.epoch}.${verb}`, on, confirmed: true }, who);
  // A visit of this world takes a second: all are within a minute.
  for (let click = 0; click < 30; click += 1) {
    expect(await press('cancel', 'mallory')).toMatchObject({ kind: 'refused', code: 'stranger' });
  }
  expect(world.refused.size).toBe(5);
  await press('cancel', 'ines');
  await press('pause', 'mallory');
  expect(world.refused.size).toBe(7);
  expect(world.states.get(run.id)?.run.status).not.toBe('cancelled');
});

it('P6: what is left out is counted, once a minute for each account and project', async () => {
  const kept: LedgerEntry[] = [];
  const due: (() => void)[] = [];
  const refusals = { record: async (entry: LedgerEntry) => void kept.push(entry) };
  const log = { error: (fields: object) => expect.unreachable(JSON.stringify(fields)) };
  const sparingly = recordedSparingly({ refusals, log }, (delay, act) => {
    expect(delay).toBe(60_000);
    due.push(act);
  });
  const account = { surface: 'slack' as const, team: 'T1', user: 'MALLORY' };
  const where = { surface: 'slack' as const, channel: 'C1', thread: null };
  const actor: PersonActor = { kind: 'person', personId: '', name: 'Mallory', permissions: [], account, where };
  const click = (id: number, projectId = 'film') =>
    sparingly.record({
      ...{ id: `led_${id}`, projectId, runId: 'run', kind: 'command.refused', actor, status: null, subject: {} },
      ...{ at: new Date(id), payload: { verb: 'cancel', refused: 'stranger' } },
    });
  for (let id = 0; id < 17; id += 1) await click(id);
  for (let id = 20; id < 26; id += 1) await click(id, 'other');
  expect([kept.length, due.length]).toEqual([10, 2]);
  for (const act of due) act();
  expect(kept.slice(10)).toMatchObject([
    { projectId: 'film', runId: null, kind: 'command.refused', at: new Date(60_005), payload: { leftOut: 12 } },
    { projectId: 'other', payload: { leftOut: 1 } },
  ]);
  expect(kept.slice(10).map((entry) => entrySentence(entry).did)).toEqual([
    'tried 12 more times within a minute, refused each time.',
    'tried 1 more time within a minute, refused each time.',
  ]);
  await click(70_000);
  expect(kept).toHaveLength(13);
});
