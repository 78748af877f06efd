import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../setup/database.ts';
import { pauseAtRandom } from './fence.ts';
import { House } from './house.ts';
import { clear, programOf, type Mutant } from './mutants.ts';
import { asItIs } from './program.ts';

const fault: Mutant = {
  fault: 'the fence is down',
  law: 'after a pause has committed, no step begins',
  file: 'src/core/run/step.ts',
  from: "if (run.status !== 'running') return stale('status');\n  if (attempt.epoch !== run.epoch || event.epoch !== run.epoch) return stale('epoch');",
  to: '',
};

/** P20: nothing begins after a pause has committed. */
export function holdFence(tries: number): void {
  const database = freshDatabase();
  let house: House;
  beforeAll(async () => {
    house = await House.open(database.url);
  });
  afterAll(async () => {
    clear(fault.fault);
    await house.close();
  });

  it(
    `begins no step after a pause has committed, in ${tries} tries at random moments`,
    { timeout: 600_000 },
    async () => {
      const seen = await pauseAtRandom(house, asItIs, tries);
      console.log(`fence: ${JSON.stringify(seen)}`);
      expect(seen).toMatchObject({ tries, late: 0 });
      expect(seen.steps, 'pauses came between steps').toBeGreaterThan(tries);
      expect(seen.mostSent, 'the one that had begun').toBeLessThanOrEqual(1);
    },
  );

  it('begins some where the boundary looks at nothing: the control', { timeout: 120_000 }, async () => {
    const blind = await programOf(fault);
    const seen = await pauseAtRandom(house, blind, 40);
    expect(seen.late).toBeGreaterThan(0);
    expect(seen.mostSent).toBeGreaterThan(1);
  });
}
