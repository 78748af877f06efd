import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../../../../src/core/cards/plain.ts';
import type { Account } from '../../../../../src/core/people/actor.ts';
import type { Person } from '../../../../../src/core/project/definition.ts';
import { freshDatabase } from '../../../../setup/database.ts';
import { club, slackAccount, startClub } from './club.ts';

const database = freshDatabase();
let at: Awaited<ReturnType<typeof startClub>>;
beforeAll(async () => {
  at = await startClub(database.url);
});
afterAll(() => at.story.close());
beforeEach(async () => {
  await at.story.wipe();
  await at.story.sql`delete from account_links`;
  await at.story.sql`delete from link_codes`;
  await at.story.sql`delete from link_guesses`;
});

const discordAccount = (user: string, team = '11'): Account => ({ surface: 'discord', team, user });

/** Mara is named by this account besides the console's. */
const namedBy = (accounts: Person['accounts']): Promise<void> =>
  at.story.stores.projects.put({
    project: {
      ...club,
      people: club.people.map((it) => (it.id === 'mara' ? { ...it, accounts: { ...it.accounts, ...accounts } } : it)),
    },
    folder: '/srv',
  });

describe.each<[string, Person['accounts'], Account, Account]>([
  ['Slack', { slack: 'T1/U9' }, slackAccount('U9'), discordAccount('5')],
  ['Discord', { discord: '11/5' }, discordAccount('5'), slackAccount('U9')],
])('a person whom the file names by %s', (_, accounts, named, other) => {
  beforeEach(() => namedBy(accounts));

  it('is the same one on the other platform, once both sides have said so', async () => {
    expect([await at.find(named), await at.find(other)]).toEqual(['mara', null]);
    const code = await at.codeFor('mara');
    expect((await at.typed(other, code)).kind).toBe('told');
    // One side alone is none, and a code works once.
    expect(await at.find(other)).toBeNull();
    expect(await at.typed(other, code)).toMatchObject({ kind: 'refused', code: 'bad_code' });
    await at.press('mara', 'Confirm');
    expect([await at.find(named), await at.find(other)]).toEqual(['mara', 'mara']);
    expect(await at.ledger('account.linked')).toHaveLength(1);
  });

  it('links nothing with a code or a yes that comes after ten minutes', async () => {
    const later = new Date(Date.now() + 601_000);
    const reply = await at.typed(other, await at.codeFor('mara'), { at: later });
    expect('text' in reply && plainText(reply.text as never)).toContain('older than ten minutes');
    await at.typed(other, await at.codeFor('mara'));
    await at.story.sql`update link_codes set expires_at = now() - interval '1 second'`;
    expect(await at.section('mara')).not.toContain('Is this account yours?');
    expect(await at.find(other)).toBeNull();
  });
});

it('P11: makes no second person of a user of Discord who is one in another server', async () => {
  await namedBy({ discord: '11/5' });
  const code = await at.codeFor('jon');
  const reply = await at.typed(discordAccount('5', '22'), code);
  expect(reply).toMatchObject({ kind: 'refused', code: 'linked_already' });
  // Nor by a yes that was asked for before the file said so.
  await namedBy({});
  await at.typed(discordAccount('5', '22'), code);
  await namedBy({ discord: '11/5' });
  await at.press('jon', 'Confirm');
  expect(await at.find(discordAccount('5', '22'))).toBeNull();
  // Their own, it may become.
  await at.link('mara', discordAccount('5', '22'));
  expect(await at.find(discordAccount('5', '22'))).toBe('mara');
});
