import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { createRecords } from '../../../db/records.ts';
import { freshDatabase } from '../../setup/database.ts';
import { type Middle, middleOf, questions } from './questions.ts';
import { fill } from './volume.ts';
import { type Read, watched } from './watch.ts';

const database = freshDatabase();
const until = new Date('2026-11-21T00:00:00Z');
const runs = 10_000;
let client: Client;
let middle: Middle;

beforeAll(async () => {
  await migrate(database.url);
  client = connect(database.url);
  await fill(client.sql, { runs, days: 365, until });
  middle = await middleOf(createRecords(client), until);
}, 60_000);
afterAll(() => client.close());

/** A question may look at this many rows of a table: a page of each project's every actor, say; never a part of it all. */
const most = runs / 2;

async function readTooMuch(names?: readonly string[]): Promise<Record<string, Read[]>> {
  const found: Record<string, Read[]> = {};
  const { client: watching, reads } = watched(client);
  const all = questions(createRecords(watching), middle);
  for (const name of names ?? Object.keys(all)) {
    reads.length = 0;
    await all[name]?.();
    const bad = reads.filter(({ how, table, rows }) => rows > most || (how === 'Seq Scan' && table !== 'outputs'));
    if (bad.length > 0) found[name] = bad;
  }
  return found;
}

describe('over 10,000 runs and 100,000 ledger entries', () => {
  it('no question reads a table from end to end, or a large part of it through an index', async () => {
    expect(await readTooMuch()).toEqual({});
  });

  it('and without their indexes, it is found that they do', async () => {
    const slow = [
      'the newest activity',
      'activity of a rare person',
      'runs with a rare status',
      'the newest settled Asks',
    ];
    await client.sql`drop index ledger_of_actor, ledger_of_project, runs_of_pipeline, asks_settled`;
    expect(Object.keys(await readTooMuch(slow))).toEqual(slow);
  });
});
