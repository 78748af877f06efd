import { expect, it } from 'vitest';
import type { ProjectRecord } from '../../src/core/ports.ts';
import { createWorld, startedRun } from './world.ts';

const direct = { where: { surface: 'slack', channel: 'D1', thread: null } } as const;

/** What comes of a status that is asked for in a direct message, where these other projects know Mara too. */
async function asked(who: string, others: (film: ProjectRecord) => ProjectRecord[]): Promise<string> {
  const { film } = createWorld();
  const project = { ...film, places: [...film.places, { surface: 'slack' as const, channel: 'film' }] };
  const world = createWorld({ project, known: (record) => [record, ...others(record)] });
  await startedRun(world);
  return (await world.ask({ kind: 'command', verb: 'status', rest: '' }, who, direct)).kind;
}

const another = (record: ProjectRecord, channel: string): ProjectRecord => ({
  ...record,
  project: { ...record.project, project: 'other', places: [{ surface: 'slack', channel }] },
});

it('a command where no project is at home means the only one that knows whoever typed it', async () => {
  expect(await asked('mara', () => [])).toBe('cards');
  expect(await asked('mallory', () => [])).toBe('refused');
});

it('a command where no project is at home means none, if several know whoever typed it', async () => {
  expect(await asked('mara', (film) => [another(film, 'general')])).toBe('refused');
});

it('a command where no project is at home means none that has lost its channels to another, or is elsewhere', async () => {
  const renamed = (film: ProjectRecord) => another(film, 'film');
  const example = (film: ProjectRecord) => ({ ...film, project: { ...film.project, project: 'other', places: [] } });
  expect(await asked('mara', (film) => [renamed(film)])).toBe('cards');
  expect(await asked('mara', (film) => [example(film)])).toBe('cards');
});
