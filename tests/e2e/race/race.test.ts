import { expect, it } from 'vitest';
import { describeWith } from '../../setup/needs.ts';
import { careless, hurried } from './builds.ts';
import { faultsOf, holdRaces, report } from './races.ts';
import { slackAndDiscord } from './sides.ts';

const limit = { timeout: 150_000 };
const open = () => slackAndDiscord('off', 5);

describeWith(['postgres', 'redis'], 'one in Slack and one in Discord who press opposite buttons in one instant', () => {
  it('decide it once, each surface says the same, and who lost is told', limit, async () => {
    const all = await holdRaces({ races: 10, alter: hurried, open, troubleEvery: 2, every: 0 });
    console.log(report('Settled everywhere', all));
    expect(all.flatMap(faultsOf)).toEqual([]);
    expect(all).toHaveLength(10);
  });

  it('decide it twice where the compare-and-set is taken away', limit, async () => {
    const all = await holdRaces({ races: 10, alter: careless, open, troubleEvery: 0, every: 0 });
    console.log(report('Without the compare-and-set', all));
    expect(all.filter(({ verdict }) => verdict.decisions > 1).length).toBeGreaterThan(0);
  });
});
