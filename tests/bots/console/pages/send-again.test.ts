import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { findAll, withTag } from '../html.ts';
import { startStory, type Story } from '../story.ts';
import { all, fieldsOf, mainOf, nonce, visitor } from './visitor.ts';

const database = freshDatabase();
let story: Story;

beforeAll(async () => {
  story = await startStory(database.url);
});
afterAll(() => story.close());

/** The database fails at each new answer, until what comes back is called. */
async function outage(): Promise<() => Promise<unknown>> {
  await story.sql`create function fail() returns trigger language plpgsql as $$ begin raise 'no space left'; end $$`;
  await story.sql`create trigger outage before insert on answers execute function fail()`;
  return () => story.sql`drop trigger outage on answers`;
}

const itemOf = ({ id, revision, digest }: Ask): string => `${id}.${revision}.${digest}`;

it('R5: offers to send again what was not reached, which counts once and repeats nothing', async () => {
  const [first, second] = [await story.gated('One'), await story.gated('Two')];
  const mara = await visitor(story, 'mara');
  const items = `${itemOf(first)} ${itemOf(second)}`;
  const values = { nonce: nonce(), channel: '', thread: '', message: '', page: '/inbox', verb: 'approve', items };
  const mend = await outage();
  const failed = await mara.post('/inbox/answer', values);
  expect(all(failed.page, withTag('h1'))).toEqual(['0 of 2 questions answered']);
  const again = findAll(mainOf(failed.page), withTag('form'));
  expect(again.map((form) => all(form, withTag('button')))).toEqual([['Send again what was not reached']]);
  await mend();
  for (let time = 1; time <= 2; time++) {
    const sent = await mara.post(again[0]!.attributes['action'] ?? '', fieldsOf(again[0]!));
    expect(all(sent.page, withTag('h1'))).toEqual(['2 of 2 questions answered']);
    expect(findAll(mainOf(sent.page), withTag('form'))).toEqual([]);
  }
  const decided = await story.sql`select count(*)::int as n from ledger where kind = 'ask.decided'`;
  expect(decided[0]?.['n']).toBe(2);
});
