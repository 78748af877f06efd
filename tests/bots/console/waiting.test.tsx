import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { WaitingCount } from '../../../src/bots/console/pages/parts/waiting-count.tsx';
import { accountOf, type ConsoleParts } from '../../../src/bots/console/parts.ts';
import { countWaiting } from '../../../src/bots/console/waiting.ts';

const account = accountOf('mara');

/** A store that counts as it is told to, and a log that keeps what it is told. */
function partsWith(countOpenAsks: () => Promise<number>) {
  const warned: object[] = [];
  const roster = { projects: async () => [{ id: 'film', name: 'Film' }] };
  const parts = { roster, records: { countOpenAsks }, log: { warn: (facts: object) => void warned.push(facts) } };
  return { parts: parts as unknown as ConsoleParts, warned };
}

const drawn = async (waiting: number | null): Promise<string> => {
  const visitor = { account, name: 'Mara', session: 's', waiting: async () => waiting, troubles: async () => [] };
  const app = new Hono().get('/', (c) => c.html(<WaitingCount visitor={visitor} />));
  return (await app.request('/')).text();
};

describe('the count of open questions', () => {
  it('is told where the store answers in time', async () => {
    expect(await countWaiting(partsWith(async () => 3).parts, account)).toBe(3);
  });

  it('is left out where the store never answers: the page does not wait for it', async () => {
    expect(await countWaiting(partsWith(() => new Promise(() => undefined)).parts, account)).toBeNull();
  });

  it('is left out where the store is away, and the log says so', async () => {
    const { parts, warned } = partsWith(() => Promise.reject(new Error('away')));
    expect(await countWaiting(parts, account)).toBeNull();
    expect(warned).toMatchObject([{ err: { message: 'away' } }]);
  });

  it.each([
    [1, '<span class="count">1</span><span class="unseen"> open question</span>'],
    [3, '<span class="count">3</span><span class="unseen"> open questions</span>'],
    [99, '<span class="count">99</span>'],
    [100, '<span class="count">99+</span>'],
  ])('is drawn for %i', async (waiting, expected) => {
    expect(await drawn(waiting)).toContain(expected);
  });

  it.each([0, null])('is not drawn for %s', async (waiting) => {
    expect(await drawn(waiting)).toBe('');
  });
});
