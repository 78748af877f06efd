import { expect, it } from 'vitest';
import { describeWith } from '../../setup/needs.ts';
import { hurried } from './builds.ts';
import type { Raced } from './race.ts';
import { faultsOf, holdRaces, report, slowerThan } from './races.ts';
import { slackAndDiscord } from './sides.ts';

/** Milliseconds: the issue’s “within two seconds of the last obstacle”. */
const within = 2_000;

/** Waits for all of them, so that no program is left where one has failed. */
async function allOf(towns: Promise<Raced[]>[]): Promise<Raced[]> {
  const held = await Promise.allSettled(towns);
  return held.flatMap((town) => {
    if (town.status === 'rejected') throw town.reason;
    return town.value;
  });
}

describeWith(['postgres', 'redis'], 'one in Slack and one in Discord who press opposite buttons in one instant', () => {
  // Five towns at a time: of ten on four cores, 42 in 1,000 races were late on all surfaces at once.
  it.each([
    ['first', [1, 2, 3, 4, 5]],
    ['second', [6, 7, 8, 9, 10]],
  ])(
    'decide it once, the %s 500 of 1,000 times, over five of ten workspaces and guilds that hold their rates',
    async (which, towns) => {
      const open = () => slackAndDiscord('strict', 1);
      // One kill at a time: programs that start at once have too little processor to be back soon.
      const hold = (town: number) =>
        holdRaces({ races: 100, open, troubleEvery: 10, firstTrouble: town, every: 6_000 });
      const all = await allOf(towns.map(hold));
      console.log(report(`Settled everywhere, the ${which} 500`, all));
      expect(all.flatMap(faultsOf)).toEqual([]);
      expect(all).toHaveLength(500);
      expect(slowerThan(within, all)).toEqual([]);
    },
    1_800_000,
  );

  it('decide it once, 100 times in a hurry, five pairs at once', async () => {
    // One pair alone would lose more often in a minute than one is told of (src/core/sparingly.ts).
    const open = () => slackAndDiscord('off', 5);
    const all = await holdRaces({ races: 100, alter: hurried, open, troubleEvery: 2, every: 0 });
    console.log(report('In a hurry', all));
    expect(all.flatMap(faultsOf)).toEqual([]);
    expect(slowerThan(within, all)).toEqual([]);
  }, 600_000);
});
