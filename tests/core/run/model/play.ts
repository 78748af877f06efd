import fc from 'fast-check';
import { actKinds, World, type Rules } from './world.ts';

const [as, bs] = [31, 61];

/** Sequences of random acts, each in one number: a quarter of them take the next step on the happy path. */
export const acts = fc.array(fc.nat(actKinds * as * bs - 1), { minLength: 8, maxLength: 50, size: 'max' });

export function playAll(rules: Rules, list: readonly number[], mode: number): World {
  const world = new World(rules, mode);
  for (const n of list) world.play([n % actKinds, Math.floor(n / actKinds) % as, Math.floor(n / actKinds / as)]);
  return world;
}
