import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/core/intent.ts';
import { projectSchema } from '../../src/core/project/definition.ts';
import { createWorld, startedRun } from './world.ts';

/** Ines may write and steer, and see nothing. */
async function blind() {
  const { film } = createWorld();
  const stages = film.pipelines[0]!.stages.map((stage) => ({ ...stage, time_limit: '10m' }));
  const people = film.people.map((it) => (it.id === 'ines' ? { ...it, may: ['message', 'operate'] } : it));
  const pipelines = [{ ...film.pipelines[0]!, stages }];
  const world = createWorld({ project: projectSchema.parse({ ...film, people, pipelines }) });
  await startedRun(world);
  await startedRun(world);
  return world;
}

const commands: Intent[] = ['pause', 'resume', 'cancel', 'rollback', 'mode', 'status', 'inbox'].map((verb) => ({
  kind: 'command',
  verb,
  rest: '',
}));

describe('whoever may not view', () => {
  it.each<Intent>([
    ...commands,
    { kind: 'command', verb: 'say', rest: 'Shorter.' },
    { kind: 'relay', text: 'Shorter.', message: '17.1', author: null, policy: 'steer' },
  ])('is laid down no run to choose from: $kind $verb', async (intent) => {
    const world = await blind();
    expect(await world.ask(intent, 'ines')).toMatchObject({ kind: 'refused', code: 'not_permitted' });
    // The control: the same, seen by somebody who may.
    expect((await world.ask(intent, 'mara')).kind).not.toBe('refused');
  });
});

describe('a stranger', () => {
  it.each(['@writer hi', '@editor hi'])('is told nothing of the roles: %s', async (text) => {
    const world = await blind();
    const words = { kind: 'words', text, mentionsUs: false } as const;
    expect(await world.ask(words, 'nobody')).toEqual({ kind: 'nothing' });
    expect((await world.ask(words, 'mara')).kind).toBe('told');
  });
});
