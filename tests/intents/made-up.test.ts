import { describe, expect, it } from 'vitest';
import { forOnly } from '../../src/core/cards/token.ts';
import { projectSchema } from '../../src/core/project/definition.ts';
import { createWorld, gatedRun } from './world.ts';

/** Whoever starts a run may not approve its drafts; somebody who may only look is here as well. */
const { film } = createWorld();
const project = projectSchema.parse({
  ...film,
  pipelines: film.pipelines.map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage) => ({
      ...stage,
      time_limit: '10m',
      ...(stage.do === 'write' ? { gate: { when: 'after', exclude: ['starter'] } } : {}),
    })),
  })),
});

/** A button that no card of ours bore: its mark is worked out, and it is pressed on a message that is none of ours. */
const madeUp = async ({ who, forWhom = who, revision = 1 }: { who: string; forWhom?: string; revision?: number }) => {
  const world = createWorld({ project });
  const { gate } = await gatedRun(world);
  const on = { channel: 'film', thread: null, message: 'made up' };
  const token = forOnly(forWhom, `a.${gate.id}.${revision}.approve`);
  const reply = await world.ask({ kind: 'press', token, on, confirmed: true }, who);
  return { reply, isDecided: world.settled.has(gate.id) };
};

describe('a private button that somebody made up', () => {
  it.each([
    { whom: 'who may not decide', who: 'ines', code: 'not_permitted' },
    { whom: 'whom nobody knows', who: 'zoe', code: 'stranger' },
    { whom: 'whom the gate excludes', who: 'mara', code: 'excluded' },
    { whom: 'with the mark of somebody else', who: 'mara', forWhom: 'jon', code: 'not_ours' },
    { whom: 'with a revision that was not asked', who: 'jon', revision: 2, code: 'outdated_ask' },
  ])('does nothing for somebody $whom', async ({ code, ...pressed }) => {
    const { reply, isDecided } = await madeUp(pressed);
    expect(reply).toMatchObject({ kind: 'refused', code });
    expect(isDecided).toBe(false);
  });

  it('does for those who may decide what any of their buttons does', async () => {
    expect(await madeUp({ who: 'jon' })).toMatchObject({ isDecided: true });
  });
});
