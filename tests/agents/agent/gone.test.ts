import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startFakeModel, type FakeModel } from '../../fakes/model/server.ts';
import { ScriptedBoundary } from './boundary.ts';
import { calls, Rig, says } from './rig.ts';
import { Bench } from './tools/bench.ts';

let fake: FakeModel;
let bench: Bench;
beforeAll(async () => {
  fake = await startFakeModel();
});
beforeEach(() => void (bench = new Bench()));
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

it('goes on where people have enough proposals to decide about, and is told so', async () => {
  const [rig, boundary] = [new Rig(fake, bench), new ScriptedBoundary()];
  rig.stage = { tools: ['propose'] };
  fake.script = [calls(['propose', { artifact: 'notes', text: 'New.', why: 'Shorter.' }]), says('Done.')];
  boundary.isCrowded = true;
  const { kind } = await rig.work(boundary, { inputs: { notes: 'Old.' } });
  expect([kind, boundary.steps]).toEqual(['done', ['model', 'model']]);
  expect(rig.lastSent().at(-1)![1]).toMatch(/^Not done: 10 proposals wait for people/);
});
