import { expect, it } from 'vitest';
import { createWorld, startedRun, type World } from './world.ts';

const direct = { where: { surface: 'slack', channel: 'D1', thread: null } } as const;
const status = (world: World, who: string) => world.ask({ kind: 'command', verb: 'status', rest: '' }, who, direct);

it('a command where no project is at home means the only one that knows whoever typed it', async () => {
  const world = createWorld({ known: (record) => [record] });
  await startedRun(world);
  expect(await status(world, 'mara')).toMatchObject({ kind: 'cards', cards: [{}] });
  expect(await status(world, 'mallory')).toMatchObject({ kind: 'refused', code: 'not_found' });
});

it('a command where no project is at home means none, if several know whoever typed it', async () => {
  const world = createWorld({
    known: (record) => [record, { ...record, project: { ...record.project, project: 'other' } }],
  });
  await startedRun(world);
  expect(await status(world, 'mara')).toMatchObject({ kind: 'refused', code: 'not_found' });
});
