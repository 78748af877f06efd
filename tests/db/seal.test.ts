import { beforeAll, describe, expect, it } from 'vitest';
import { readChain } from '../../db/seal.ts';
import { createSweep } from '../../db/sweep.ts';
import { findBreak } from '../../src/core/ledger/chain.ts';
import { oneMore, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const check = async () => findBreak(await readChain(store.client, 'paper'));

async function sealAll(): Promise<number> {
  let sealed = 0;
  for (let n = 1; n > 0; sealed += n) n = await createSweep(store.client).seal(7);
  return sealed;
}

/** What somebody with all rights and no scruples does. */
const tamper = (statement: string) =>
  store.client.sql.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica');
    await tx.unsafe(statement);
  });

beforeAll(async () => {
  accepted(await store.runs.create(starting('sealed')));
  for (let n = 2; n <= 20; n++) accepted(await store.runs.change('sealed', oneMore(`sealed-${n}`)));
});

describe('the ledger', () => {
  it('is sealed entry by entry, each once, also by sealers that race', async () => {
    const sealers = await Promise.all([1, 2, 3].map(() => sealAll()));
    expect(sealers.reduce((a, b) => a + b) + (await sealAll())).toBe(20);
    const chain = await readChain(store.client, 'paper');
    expect(chain.map(({ seal }) => seal.seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(findBreak(chain)).toBeNull();
  });

  it('goes on where it stopped', async () => {
    accepted(await store.runs.change('sealed', oneMore('sealed-21')));
    expect(await sealAll()).toBe(1);
    expect(await check()).toBeNull();
    expect(await sealAll()).toBe(0);
  });

  it.each([
    [
      'a changed payload',
      `update ledger set payload = '{"n": 2}' where id = 'sealed-7'`,
      `update ledger set payload = '{"n": 1}' where id = 'sealed-7'`,
    ],
    [
      'another time',
      `update ledger set at = at + interval '1 ms' where id = 'sealed-9'`,
      `update ledger set at = at - interval '1 ms' where id = 'sealed-9'`,
    ],
    [
      'a forged hash',
      `update seals set hash = reverse(hash) where seq = 20`,
      `update seals set hash = reverse(hash) where seq = 20`,
    ],
    ['a missing seal', `update seals set seq = -5 where seq = 5`, `update seals set seq = 5 where seq = -5`],
  ])('shows %s, and where', async (_what, forge, restore) => {
    expect(await check()).toBeNull();
    await tamper(forge);
    expect(await check()).toMatchObject({ why: expect.any(String) });
    await tamper(restore);
    expect(await check()).toBeNull();
  });

  it('shows a deleted entry', async () => {
    await tamper(`delete from ledger where id = 'sealed-3'`);
    expect(await check()).toEqual({ seq: 3, why: 'entry sealed-3 is missing' });
  });
});
