import { describe, expect, it } from 'vitest';
import { createWorld, startedRun, type World } from './world.ts';
import type { Wanted } from '../../src/core/suggestions.ts';

const wanted = (kind: Wanted['kind'], more: Partial<Wanted> = {}): Wanted => {
  const verbs = { pipeline: 'run', run: 'status', checkpoint: 'rollback', artifact: 'edit', role: 'say' } as const;
  return { kind, verb: verbs[kind], typed: '', run: null, ...more };
};
const labels = async (world: World, asked: Wanted, at: { thread?: string; who?: string } = {}): Promise<string[]> =>
  (await world.suggest(asked, at.who ?? 'mara', at.thread === undefined ? {} : { thread: at.thread })).map(
    ({ label }) => label,
  );

async function threeRuns() {
  const world = createWorld();
  const start = async (brief: string): Promise<string> => (await startedRun(world, brief)).run.id;
  const ids = [await start('The heist'), await start('The wedding'), await start('A night at sea')] as const;
  await world.ask({ kind: 'command', verb: 'pause', rest: ids[1] }, 'mara');
  return { world, ids };
}

describe('what may be named in a command', () => {
  it('is the runs to which it can be done', async () => {
    const { world, ids } = await threeRuns();
    const offered = async (verb: Wanted['verb']) =>
      (await world.suggest(wanted('run', { verb }), 'mara')).map(({ value }) => value);
    expect(await offered('pause')).toEqual([ids[0], ids[2]]);
    expect(await offered('resume')).toEqual([ids[1]]);
    expect(await offered('say')).toEqual(ids);
    expect(await offered('status')).toEqual(ids);
    expect(await offered('inbox')).toEqual([]);
  });

  it('says of a run what tells it apart: its title, what it does, and where it is', async () => {
    const { world, ids } = await threeRuns();
    expect(await labels(world, wanted('run'))).toEqual([
      `The heist · Queued · ${ids[0].slice(0, 12)}`,
      `The wedding · Paused · ${ids[1].slice(0, 12)}`,
      `A night at sea · Queued · ${ids[2].slice(0, 12)}`,
    ]);
  });

  it("begins with the thread's own run", async () => {
    const { world, ids } = await threeRuns();
    const there = await labels(world, wanted('run', { verb: 'say' }), { thread: `m_${ids[2]}` });
    expect(there).toHaveLength(3);
    expect(there[0]).toBe('A night at sea · Queued · this thread');
  });

  it('is found by any word of it, and by its id', async () => {
    const { world, ids } = await threeRuns();
    const found = async (typed: string) =>
      (await labels(world, wanted('run', { typed }))).map((it) => it.split(' · ')[0]);
    expect(await found('wed')).toEqual(['The wedding']);
    expect(await found('the')).toEqual(['The heist', 'The wedding']);
    expect(await found(ids[2])).toEqual(['A night at sea']);
    expect(await found('nothing like it')).toEqual([]);
  });

  it('is the checkpoints and the texts of the run that is meant, the last checkpoint first', async () => {
    const { world, ids } = await threeRuns();
    const mode = await world.ask({ kind: 'command', verb: 'mode', rest: '', run: ids[0] }, 'mara');
    if (mode.kind !== 'form') throw new Error('no form');
    await world.ask({ kind: 'submit', token: mode.form.token, values: { mode: 'autonomous' }, on: null }, 'mara');
    world.finishStage(ids[0], 'A draft.');
    const of = { run: ids[0] };
    expect(await labels(world, wanted('checkpoint', of))).toEqual([
      expect.stringMatching(/^checkpoint 1, after “Draft” · /),
      expect.stringMatching(/^checkpoint 0, the start · /),
    ]);
    expect(await labels(world, wanted('artifact', of))).toEqual(['notes · version 1']);
    expect(await labels(world, wanted('artifact'), { thread: `m_${ids[0]}` })).toEqual(['notes · version 1']);
    // No run is meant where there are three, and another's texts are not offered.
    expect(await labels(world, wanted('artifact'))).toEqual([]);
    expect(await labels(world, wanted('artifact', { run: ids[1] }))).toEqual([]);
    expect(await labels(world, wanted('artifact', { run: 'the heist' }))).toEqual([]);
  });

  it('is the roles and the pipelines of the project', async () => {
    const { world } = await threeRuns();
    const roles = await world.suggest(wanted('role', { typed: '@wri' }), 'mara');
    expect(roles).toEqual([{ value: 'writer', label: '✍️ Writer · @writer' }]);
    expect(await labels(world, wanted('pipeline'))).toEqual(['Notes · Writes notes.']);
  });

  it('is nothing for whom may not look, and asking leaves no entry', async () => {
    const { world } = await threeRuns();
    const before = world.entries.length;
    expect(await labels(world, wanted('run'), { who: 'nobody' })).toEqual([]);
    expect([world.entries.length, world.refused.size]).toEqual([before, 0]);
    // The control: Ines may look, and no more than that.
    expect(await labels(world, wanted('run'), { who: 'ines' })).toHaveLength(3);
  });

  it('is nothing where no project is at home', async () => {
    const { world } = await threeRuns();
    const where = { surface: 'console', channel: 'elsewhere', thread: null } as const;
    expect(await world.suggest(wanted('run'), 'mara', { where })).toEqual([]);
  });
});
