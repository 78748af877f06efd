import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startFakeModel, type FakeModel } from '../../fakes/model/server.ts';
import { ScriptedBoundary } from './boundary.ts';
import { calls, Rig, says } from './rig.ts';
import { Bench } from './tools/bench.ts';

let fake: FakeModel;
const bench = new Bench();
beforeAll(async () => {
  fake = await startFakeModel();
});
afterEach(() => bench.remove());
afterAll(() => fake.close());

it('an agent reads that what it would change was taken back meanwhile, and goes on; what was said is kept with its next step', async () => {
  const [rig, boundary] = [new Rig(fake, bench), new ScriptedBoundary()];
  rig.stage = { tools: ['propose'] };
  boundary.gone = 'notes';
  fake.script = [calls(['propose', { artifact: 'notes', text: 'Shorter.', why: 'It is long.' }]), says('Done.')];
  const result = await rig.work(boundary, { inputs: { notes: 'Long.' } });
  expect(result).toMatchObject({ kind: 'done', output: { text: 'Done.\n' } });
  expect(boundary.steps).toEqual(['model', 'model']);
  expect(rig.lastSent().at(-1)![1]).toMatch(/^Not done: There is no artifact "notes" any more/);
  expect(boundary.kept).toMatchObject([{ by: 'house' }, { by: 'model' }, { by: 'tool' }]);
  expect(boundary.requests.at(-1)?.spent?.microUsd).toBe(600);
});
