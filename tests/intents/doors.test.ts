import { describe, expect, it } from 'vitest';
import { encodeForm, encodePress } from '../../src/core/cards/token.ts';
import { permissions, type Permission } from '../../src/core/project/definition.ts';
import { createWorld, gatedRun, type World } from './world.ts';
import type { Ask } from '../../src/core/ask/ask.ts';

/** Every way in which somebody can try to answer a gate. */
const doors: Record<string, (world: World, gate: Ask) => Promise<unknown>> = {
  'its button': (world, gate) => world.ask({ ...approve(gate), on: cardOf(world, gate) }, 'ines'),
  'its button, taken for confirmed': (world, gate) =>
    world.ask({ ...approve(gate), on: cardOf(world, gate), confirmed: true }, 'ines'),
  'its page in the console': (world, gate) =>
    world.ask({ ...approve(gate), on: null }, 'ines', {
      where: { surface: 'console', channel: null, thread: null },
    }),
  'the form of a rejection': (world, { id: askId, revision }) => {
    const token = encodeForm({ form: 'answer', askId, revision, choice: 'reject' });
    return world.ask({ kind: 'submit', token, values: { words: 'Shorter.' }, on: null }, 'ines');
  },
  'many at once': (world, { id: askId, revision, digest }) =>
    world.answerAll({ verb: 'approve', items: [{ askId, revision, digest }] }, 'ines'),
};

const cardOf = (world: World, { id }: Ask) => world.postings.find(({ subject }) => subject.id === id)!.ref;

const approve = ({ id: askId, revision }: Ask) => ({
  kind: 'press' as const,
  token: encodePress({ press: 'answer', askId, revision, choice: 'approve' }),
  confirmed: false,
});

/** Ines may just this. */
async function atGate(may: readonly Permission[]): Promise<[World, Ask]> {
  const { film } = createWorld();
  const people = film.people.map((it) => (it.id === 'ines' ? { ...it, may: [...may] } : it));
  const world = createWorld({ project: { ...film, people } });
  return [world, (await gatedRun(world)).gate];
}

describe.each(Object.entries(doors))('S2: a gate, by %s', (_, answer) => {
  it.each(permissions)('is decided by nobody without the permission to decide: %s', async (permission) => {
    const [world, gate] = await atGate([...new Set(['view' as const, permission])]);
    await answer(world, gate);
    expect(world.settled.has(gate.id)).toBe(permission === 'decide');
  });

  it('S1: is decided by nobody who may nothing', async () => {
    const [world, gate] = await atGate([]);
    await answer(world, gate);
    expect(world.settled.size).toBe(0);
  });
});
