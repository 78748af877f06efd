import { describe, expect, it } from 'vitest';
import type { DbError } from '../../db/error.ts';
import { oncePerWord } from '../../db/left-out.ts';
import { createRecords } from '../../db/records.ts';
import { createViews } from '../../db/views.ts';
import { decide, oneMore, sampleAsk, sampleEntry, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const words = /^db-unknown-value: runs\.status is "dreaming"/;

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
    await expect(store.runs.find('newer')).rejects.toThrow(words);
    await expect(store.runs.change('newer', oneMore('never'))).rejects.toThrow(words);
    const [row] = await store.client.sql`select status, version, mood from runs where id = 'newer'`;
    expect(row).toMatchObject({ status: 'dreaming', mood: 'calm' });
    expect((await store.client.sql`select from ledger where id = 'never'`).length).toBe(0);
    // The positive control: the column that it does not know is in nobody's way.
    accepted(await store.runs.change('other', oneMore('other-2')));
  });

  describe('in a list', () => {
    const leftOut: string[] = [];
    const hear = ({ message }: DbError): void => void leftOut.push(message.split(',')[0] ?? '');
    const views = () => createViews(store.client, hear);
    const records = () => createRecords(store.client, hear);
    const heard = (): string[] => leftOut.splice(0);
    const projectIds = ['paper'];
    const page = { limit: 20, after: null };

    it('hides no run but its own, which is counted all the same, and refused by itself', async () => {
      const active = await views().runs('paper', 'active', 20);
      expect(active.map(({ id }) => id)).toEqual(['other']);
      expect(heard()).toEqual(['db-unknown-value: runs.status is "dreaming"']);
      expect(await views().countActive('paper')).toBe(2);
      expect((await records().runs({ projectIds }, page)).items.map(({ id }) => id)).toEqual(['other']);
      await expect(views().run('newer')).rejects.toThrow(words);
    });

    it('hides no Ask but its own', async () => {
      const asks = ['first', 'second'].map((id) => sampleAsk('other', id));
      accepted(await store.runs.change('other', (state) => decide({ ...state, asks })));
      await store.client.sql`alter table asks drop constraint asks_kind`;
      await store.client.sql`update asks set kind = 'riddle' where id = 'first'`;
      heard();
      expect((await views().openAsks(projectIds, 20)).map(({ id }) => id)).toEqual(['second']);
      expect(heard()).toEqual(['db-unknown-value: asks.kind is "riddle"']);
      await expect(views().ask('first')).rejects.toThrow(/asks\.kind/);
    });

    it('hides no entry but its own', async () => {
      accepted(await store.runs.create(starting('singer')));
      const entries = ['spoke', 'sang'].map((id) => sampleEntry('singer', id));
      accepted(await store.runs.change('singer', (state) => decide(state, { entries })));
      await store.client.sql`alter table ledger drop constraint ledger_kind`;
      await store.client.sql`alter table ledger disable trigger all`;
      await store.client.sql`update ledger set kind = 'run.sang' where id = 'sang'`;
      heard();
      const ids = (await views().activity('singer', 20)).map(({ id }) => id);
      expect(heard()).toEqual(['db-unknown-value: ledger.kind is "run.sang"']);
      expect(ids).toContain('spoke');
      expect(ids).not.toContain('sang');
      const told = (await records().activity({ projectIds, runId: 'singer' }, page)).items;
      expect(told.map(({ entry }) => entry.id)).toEqual(ids.toReversed());
    });

    it('leads on to the next page, also from one that it leaves empty', async () => {
      const empty = await records().activity({ projectIds, runId: 'singer' }, { limit: 1, after: null });
      expect(empty.items).toEqual([]);
      const next = await records().activity({ projectIds, runId: 'singer' }, { limit: 1, after: empty.next });
      expect(next.items.map(({ entry }) => entry.id)).toEqual(['spoke']);
    });

    it('is told once for each word, however often the list is read', async () => {
      const told: string[] = [];
      const twice = createViews(
        store.client,
        oncePerWord(({ message }) => void told.push(message)),
      );
      for (let n = 0; n < 3; n += 1) await twice.runs('paper', 'all', 20);
      expect(told).toEqual([expect.stringMatching(words)]);
    });
  });
});
