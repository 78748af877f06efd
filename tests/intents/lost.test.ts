import { expect, it } from 'vitest';
import { lostDefinition } from '../../src/core/run/lost.ts';
import { plainText } from '../../src/core/cards/plain.ts';
import { createWorld, gatedRun } from './world.ts';

it('tells whoever approves on a run whose definition is lost that it is over, and never that it was approved', async () => {
  const world = createWorld();
  const { runId, gate } = await gatedRun(world);
  const state = world.states.get(runId)!;
  const token = `a.${gate.id}.${gate.revision}.approve`;
  const on = world.postings.find(({ subject }) => subject.id === gate.id)!.ref!;
  world.states.set(runId, { ...state, definition: lostDefinition(state.run, state.definition.places, 'altered') });
  const reply = await world.ask({ kind: 'press', token, on, confirmed: false }, 'mara');
  if (reply.kind !== 'refused') throw new Error(JSON.stringify(reply));
  expect([reply.code, plainText(reply.text)]).toEqual(['run_over', expect.stringContaining('over (failed)')]);
  expect(world.states.get(runId)!.run.status).toBe('failed');
  expect(world.settled.get(gate.id)).toMatchObject({ status: 'withdrawn', answers: [] });
  expect([...world.refused.values()]).toMatchObject([{ payload: { verb: 'approve', refused: 'run_over' } }]);
});
