import { expect, it } from 'vitest';
import { createPlaceTeams } from '../../src/main/place-teams.ts';

const slack = { surface: 'slack', channel: 'C1' } as const;
const discord = { surface: 'discord', channel: '11' } as const;
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('knows whose a place is once its platform has said so, and asks it once', async () => {
  let asked = 0;
  const guildOf = async () => ((asked += 1), '8');
  const teamOf = createPlaceTeams({ slack: null, discord: guildOf });
  expect(teamOf({ surface: 'console', channel: 'film' })).toEqual({ team: null });
  expect([teamOf(discord), teamOf(discord)]).toEqual(['asked', 'asked']);
  await settled();
  expect([teamOf(discord), teamOf(discord)]).toEqual([{ team: '8' }, { team: '8' }]);
  expect(asked).toBe(1);
});

it('takes what is not set up, what is not there, and what does not answer, to be away, and asks again a minute later', async () => {
  let now = 0;
  let answer = async (): Promise<string | null> => Promise.reject(new Error('away'));
  const teamOf = createPlaceTeams({ slack: () => answer(), discord: null }, () => now);
  expect(teamOf(discord)).toBe('away');
  expect(teamOf(slack)).toBe('asked');
  await settled();
  answer = async () => null;
  now = 59_999;
  expect(teamOf(slack)).toBe('away');
  for (now of [60_000, 120_000]) {
    expect(teamOf(slack)).toBe('away');
    await settled();
    expect(teamOf(slack)).toEqual(now === 60_000 ? 'away' : { team: 'T1' });
    answer = async () => 'T1';
  }
});

it('waits a minute for a platform that does not answer, and no longer', () => {
  let now = 0;
  const teamOf = createPlaceTeams({ slack: () => new Promise(() => undefined), discord: null }, () => now);
  const seen = [0, 59_999, 60_000, 200_000].map((at) => ((now = at), teamOf(slack)));
  expect(seen).toEqual(['asked', 'asked', 'away', 'away']);
});
