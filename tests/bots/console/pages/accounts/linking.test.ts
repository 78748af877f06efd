import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../../../../src/core/cards/plain.ts';
import type { Reply } from '../../../../../src/core/intent.ts';
import { freshDatabase } from '../../../../setup/database.ts';
import { visitor } from '../visitor.ts';
import { club, slackAccount, startClub } from './club.ts';

const database = freshDatabase();
let at: Awaited<ReturnType<typeof startClub>>;
beforeAll(async () => {
  at = await startClub(database.url);
});
afterAll(() => at.story.close());
beforeEach(async () => {
  at.people.memberships.clear();
  await at.story.wipe();
  await at.story.sql`delete from account_links`;
  await at.story.sql`delete from link_codes`;
  await at.story.sql`delete from link_guesses`;
});

const kim = slackAccount('U9');
const said = (reply: Reply): string => ('text' in reply ? plainText(reply.text as never) : JSON.stringify(reply));
const minutes = (n: number): Date => new Date(Date.now() + n * 60_000);

describe('linking an account', () => {
  it('makes it the account of whoever made the code and said yes, at once and for as long as the link lasts', async () => {
    at.people.join('U9');
    const code = await at.codeFor('mara');
    const reply = await at.typed(kim, code.toLowerCase().replace('-', ' '));
    expect(reply.kind).toBe('told');
    expect(said(reply)).toContain('the console asks Mara to confirm this account');
    expect(JSON.stringify(reply)).not.toContain(code.slice(0, 5));
    // One side alone is none.
    expect(await at.find(kim)).toBeNull();
    expect(await at.section('mara')).toMatch(
      /Is this account yours\?.*PlatformSlack.*Team.*T1.*User id.*U9.*Shown there as.*Name of U9/,
    );
    expect((await at.press('mara', 'Confirm')).location).toBe('/accounts');
    expect(await at.find(kim)).toBe('mara');
    expect(await at.section('mara')).toMatch(/Slack T1\/U9.*“Name of U9”.*linked/);
    await at.press('mara', 'End this link');
    expect(await at.find(kim)).toBeNull();
    expect(await at.ledger('account.linked', 'account.unlinked')).toMatchObject([
      { kind: 'account.linked', by: 'mara', payload: { surface: 'slack', account: 'T1/U9', person: 'mara' } },
      { kind: 'account.unlinked', by: 'mara', payload: { surface: 'slack', account: 'T1/U9', person: 'mara' } },
    ]);
  });

  it('keeps the code nowhere but in the answer to whoever made it', async () => {
    const code = await at.codeFor('mara');
    await at.typed(kim, code);
    const tables = await at.story.sql<{ all: string }[]>`
      select coalesce((select json_agg(c)::text from link_codes c), '') || coalesce((select json_agg(l)::text from ledger l), '') as all`;
    expect(tables[0]?.all).toContain('U9');
    for (const part of [code, code.replace('-', '')]) expect(tables[0]?.all).not.toContain(part);
    expect(await at.section('mara')).not.toContain(code);
  });

  it('does nothing when the person says that it is not theirs', async () => {
    await at.typed(kim, await at.codeFor('mara'));
    await at.press('mara', 'Not me');
    expect(await at.find(kim)).toBeNull();
    expect(await at.section('mara')).toContain('Make a code');
    expect(await at.ledger('account.linked')).toEqual([]);
  });

  it.each<[string, (code: string) => Promise<[string, Date?]>, RegExp]>([
    ['wrong', async () => ['ABCDE-12345'], /not a code that can be used/],
    ['late', async (code) => [code, minutes(10.1)], /older than ten minutes/],
    ['used twice', async (code) => (await at.typed(slackAccount('U8'), code), [code]), /typed before/],
    ['replaced', async (code) => (await at.codeFor('mara'), [code]), /typed before/],
  ])('refuses a code that is %s, links nothing, and says so in the ledger', async (_, spoil, why) => {
    const [text, when = new Date()] = await spoil(await at.codeFor('mara'));
    const reply = await at.typed(kim, text, { at: when });
    expect(reply).toMatchObject({ kind: 'refused', code: 'bad_code' });
    expect(said(reply)).toMatch(why);
    expect(await at.find(kim)).toBeNull();
    const refused = await at.ledger('command.refused');
    expect(refused).toMatchObject([{ payload: { verb: 'link', refused: 'bad_code' } }]);
    expect(JSON.stringify(refused)).not.toContain(text);
  });

  it('refuses a yes that comes later than ten minutes after the code, or twice, or to another account than was shown', async () => {
    await at.typed(kim, await at.codeFor('mara'));
    const browser = await visitor(at.story, 'mara');
    const request = async () => (await at.story.stores.links.request('club', 'mara', new Date()))!.id;
    const first = await request();
    const values = (id: string) => ({
      ...{ nonce: '0123456789abcdef', channel: '', thread: '', message: '', page: '/accounts' },
      ...{ project: 'club', request: id },
    });
    // From a page that was open before.
    const newer = await browser.post('/accounts/code', { ...values(''), project: 'club' });
    await at.typed(slackAccount('U8'), /link (\w+-\w+)/.exec(newer.html)?.[1] ?? '');
    expect((await browser.post('/accounts/confirm', values(first))).status).toBe(403);
    const second = await request();
    await at.story.sql`update link_codes set expires_at = now() - interval '1 second'`;
    expect((await browser.post('/accounts/confirm', values(second))).status).toBe(403);
    await at.story.sql`update link_codes set expires_at = now() + interval '1 minute'`;
    expect((await browser.post('/accounts/confirm', values(second))).status).toBe(303);
    expect((await browser.post('/accounts/confirm', values(second))).status).toBe(403);
    expect([await at.find(kim), await at.find(slackAccount('U8'))]).toEqual([null, 'mara']);
    expect(await at.ledger('account.linked')).toHaveLength(1);
  });

  it('takes no yes from anybody else', async () => {
    await at.typed(kim, await at.codeFor('mara'));
    const { id } = (await at.story.stores.links.request('club', 'mara', new Date()))!;
    const jon = await visitor(at.story, 'jon');
    const own = { nonce: '0123456789abcdef', channel: '', thread: '', message: '', page: '/accounts' };
    for (const path of ['confirm', 'decline']) {
      expect((await jon.post(`/accounts/${path}`, { ...own, project: 'club', request: id })).status).toBe(403);
    }
    expect((await jon.post('/accounts/confirm', { ...own, project: 'club', request: id }, {})).status).toBe(403);
    expect(await at.find(kim)).toBeNull();
    await at.press('mara', 'Confirm');
    expect(await at.find(kim)).toBe('mara');
  });

  it('links in the project of the code, and in no other', async () => {
    await at.typed(kim, await at.codeFor('mara', 'Film'));
    await at.press('mara', 'Confirm', 'Film');
    expect([await at.find(kim, 'film'), await at.find(kim, 'club'), await at.find(kim, 'notes')]).toEqual([
      'mara',
      null,
      null,
    ]);
  });

  it('answers nobody who guesses, and everybody else', async () => {
    for (const n of [1, 2, 3, 4, 5]) expect(said(await at.typed(kim, `WRONG-1234${n}`))).toMatch(/not a code/);
    const code = await at.codeFor('mara');
    expect(said(await at.typed(kim, code))).toMatch(/Too many codes/);
    expect(said(await at.typed(kim, code, { at: minutes(9) }))).toMatch(/Too many codes/);
    expect((await at.typed(slackAccount('U8'), code)).kind).toBe('told');
    expect(said(await at.typed(kim, code, { at: minutes(10.1) }))).not.toMatch(/Too many codes/);
  });

  it('takes no account that is somebody of the project already', async () => {
    await at.link('mara', kim);
    const reply = await at.typed(kim, await at.codeFor('jon'));
    expect(reply).toMatchObject({ kind: 'refused', code: 'linked_already' });
    expect(said(reply)).toContain('belongs to Mara');
    expect(await at.find(kim)).toBe('mara');
  });

  it('is for whom the project file names: a member of a group is one account', async () => {
    at.people.join('U7', 'S1');
    const member = slackAccount('U7');
    const made = await at.story.linking.makeCode('club', {
      ...{ account: member, where: { surface: 'console', channel: null, thread: null } },
      ...{ delivery: 'member', source: 'console_form', at: new Date() },
    });
    expect(made).toEqual({ refused: 'not_named' });
    expect((await at.story.linking.of(member)).map(({ project, isNamed }) => [project.id, isNamed])).toEqual([
      ['club', false],
    ]);
  });

  it('is begun where the account is, and explains itself', async () => {
    expect(said(await at.typed(kim, ''))).toContain('/wheel link CODE');
    const inConsole = await at.story.intend('mara', { kind: 'command', verb: 'link', rest: await at.codeFor('mara') });
    expect(said(inConsole)).toContain('typed in the account that is to be linked');
    expect(await at.ledger('account.linked')).toEqual([]);
  });

  it('S7: is ended by the person or by whoever may configure, and by nobody else', async () => {
    const ines = { id: 'ines', name: 'Ines', may: ['view' as const], accounts: { console: 'local/ines' } };
    await at.story.stores.projects.put({ project: { ...club, people: [...club.people, ines] }, folder: '/srv' });
    await at.link('mara', kim);
    const [link] = await at.story.stores.links.of(['club']);
    const own = { nonce: '0123456789abcdef', channel: '', thread: '', message: '', page: '/accounts' };
    const as = async (who: string) =>
      (await visitor(at.story, who)).post('/accounts/unlink', { ...own, project: 'club', link: link!.id });
    expect((await as('ines')).status).toBe(403);
    expect(await at.find(kim)).toBe('mara');
    expect(await at.section('jon')).toMatch(/Linked by others.*T1\/U9.*acts as Mara/);
    expect((await as('jon')).status).toBe(303);
    expect(await at.find(kim)).toBeNull();
    expect((await as('jon')).status).toBe(403);
  });
});
