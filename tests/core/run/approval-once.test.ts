import { expect, test } from 'vitest';
import { decide } from '../../../src/core/run/decide.ts';
import { start } from '../../../src/core/run/start.ts';
import { World } from './model/world.ts';

const [onward, trouble, autonomous] = [0, 15, 1];
const [ann, ben, cem] = [0, 1, 2];
const certainFailure = 13;

/** To the point where the outward command has begun, under the approval of one of its approvers. */
function commandInFlight(): World {
  const world = new World({ decide, start }, autonomous);
  const go = (times: number, who = 0): void => {
    for (let n = 0; n < times; n++) world.play([onward, 0, who]);
  };
  go(6);
  go(1, ben);
  go(1, cem);
  go(1, ben);
  go(2);
  return world;
}

test('an approval lets one attempt of a gated command begin: the next one is asked about anew (P23)', () => {
  const world = commandInFlight();
  expect(world.state.attempts.at(-1)).toMatchObject({ stageId: 'tag', status: 'running', steps: 1 });
  world.play([trouble, 0, certainFailure]);
  expect(world.state.run.status).toBe('blocked');
  world.play([onward, 0, ann]);
  expect(world.state.run.status).toBe('awaiting');
  expect(world.state.asks).toMatchObject([{ kind: 'gate', subject: { about: 'stage_next', stageId: 'tag' } }]);
});

test('a failure whose end nobody knows is never tried again on its own (R14)', () => {
  const world = commandInFlight();
  world.play([trouble, 0, 17]);
  expect(world.state.run.status).toBe('blocked');
  expect(world.state.asks).toMatchObject([{ kind: 'blocker', subject: { reason: 'uncertain_effect' } }]);
});
