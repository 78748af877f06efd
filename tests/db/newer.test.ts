import { describe, expect, it } from 'vitest';
import { oneMore, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();

/** What the first step of a newer version's upgrade might do, while this version still runs. */
const upgrade = async (): Promise<void> => {
  const { sql } = store.client;
  await sql`alter table runs drop constraint runs_status`;
  await sql`alter table runs add column mood text`;
  await sql`update runs set status = 'dreaming', mood = 'calm' where id = 'newer'`;
};

describe('a database that a newer program writes to while this one still runs', () => {
  it('is worked on, but for what this program has no rules for: that is refused by name, and left as it is', async () => {
    for (const id of ['newer', 'other']) accepted(await store.runs.create(starting(id)));
    await upgrade();
    const words = /^db-unknown-value: runs\.status is "dreaming"/;
    await expect(store.runs.find('newer')).rejects.toThrow(words);
    await expect(store.runs.change('newer', oneMore('never'))).rejects.toThrow(words);
    const [row] = await store.client.sql`select status, version, mood from runs where id = 'newer'`;
    expect(row).toMatchObject({ status: 'dreaming', mood: 'calm' });
    expect((await store.client.sql`select from ledger where id = 'never'`).length).toBe(0);
    // The positive control: the column that it does not know is in nobody's way.
    accepted(await store.runs.change('other', oneMore('other-2')));
  });
});
