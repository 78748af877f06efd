import { expect, it } from 'vitest';
import { DbError } from '../../db/error.ts';
import { persist } from '../../src/jobs/persist.ts';
import { Unreadable } from '../../src/jobs/unreadable.ts';
import { silent } from './room.ts';

/** How often something is tried that fails twice like this, and what came of it. */
async function tried(error: Error): Promise<{ tries: number; end: unknown }> {
  let tries = 0;
  const write = async (): Promise<string> => {
    tries += 1;
    if (tries <= 2) throw error;
    return 'written';
  };
  const end = await persist(write, { patience: 60_000, log: silent }).catch((failed: unknown) => failed);
  return { tries, end };
}

it('tries again through an outage, and where nobody knows what it was', async () => {
  for (const error of [new DbError('db-unreachable', 'It is away.'), new Error('Who knows?')])
    expect(await tried(error)).toEqual({ tries: 3, end: 'written' });
});

it('tries no second time what would fail each time', async () => {
  const broken = Object.assign(new Error('A constraint is broken.'), { code: '23514' });
  for (const error of [new Unreadable('It was redacted.'), new TypeError('bug'), broken])
    expect(await tried(error)).toEqual({ tries: 1, end: error });
});
