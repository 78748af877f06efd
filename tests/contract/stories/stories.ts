import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { MakeHarness } from '../harness.ts';
import { callStories } from './calls.ts';
import { grantStories } from './grants.ts';
import { openHouse, type House } from './house.ts';
import { interventionStories } from './interventions.ts';
import { questionStories } from './questions.ts';
import { reminderStories } from './reminders.ts';

/** What people do on a surface, from the press to what the run becomes, with everything real but the platform and the agent. */
export function describeStories(name: string, url: () => string, makeHarness: MakeHarness): void {
  describe(`on ${name}`, () => {
    let house: House;
    const enter = (): House => house;
    beforeAll(async () => {
      house = await openHouse(url(), makeHarness);
    });
    afterEach(() => house.tidy());
    afterAll(() => house.close());

    describe('a question of an agent', questionStories(enter));
    describe('a tool call that needs a person', callStories(enter));
    describe('a standing permission', grantStories(enter));
    describe('people (S0-02)', interventionStories(enter));
    describe('a reminder', reminderStories(enter));
  });
}
