import { expect, it } from 'vitest';
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
