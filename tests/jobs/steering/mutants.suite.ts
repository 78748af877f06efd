import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../setup/database.ts';
import { House } from './house.ts';
import { clear, programOf, type Mutant } from './mutants.ts';
import { search } from './search.ts';

/** The same search as of the program as it is: each of these faults is found in it, and by the law that it breaks. */
export function findFaults(mutants: readonly Mutant[], tries: number): void {
  const database = freshDatabase();
  let house: House;
  beforeAll(async () => {
    house = await House.open(database.url);
  });
  afterAll(async () => {
    for (const { fault } of mutants) clear(fault);
    await house.close();
  });

  for (const mutant of mutants) {
    it(`“${mutant.law}” is seen to break where ${mutant.fault}`, { timeout: 600_000 }, async () => {
      const program = await programOf(mutant);
      const isEnough = ({ broken }: { broken: { law: string } }): boolean => broken.law === mutant.law;
      const { found } = await search(house, program, { sequences: tries, seed: 7, isEnough });
      expect(found.map(({ broken }) => broken.law)).toContain(mutant.law);
    });
  }
}
