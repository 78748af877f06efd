import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../../../../src/core/ask/ask.ts';
import { encodeForm, encodePress } from '../../../../../src/core/cards/token.ts';
import { plainText } from '../../../../../src/core/cards/plain.ts';
import type { Intent, Reply } from '../../../../../src/core/intent.ts';
import type { Account } from '../../../../../src/core/people/actor.ts';
import { createRoster } from '../../../../../src/main/roster.ts';
import { freshDatabase } from '../../../../setup/database.ts';
import { club, slackAccount, startClub } from './club.ts';

const database = freshDatabase();
let at: Awaited<ReturnType<typeof startClub>>;
beforeAll(async () => {
  at = await startClub(database.url);
});
afterAll(() => at.story.close());
beforeEach(async () => {
  at.people.memberships.clear();
  at.people.asked.length = 0;
  await at.story.wipe();
  await at.story.sql`delete from account_links`;
  await at.story.sql`delete from link_codes`;
  await at.story.stores.projects.put({ project: club, folder: '/srv' });
});

const kim = slackAccount('U9');
const lee = slackAccount('U8');
const said = (reply: Reply): string => ('text' in reply ? plainText(reply.text as never) : JSON.stringify(reply));
const codeOf = (reply: Reply): string => (reply.kind === 'refused' ? reply.code : reply.kind);
const command = (verb: string): Intent => ({ kind: 'command', verb, rest: '' });

/** From a private card, which is the presser's own. */
const approve = (ask: Ask): Intent => {
  const token = encodePress({ press: 'answer', askId: ask.id, revision: ask.revision, choice: 'approve' });
  return { kind: 'press', token, on: null, confirmed: true };
};
/** On the console's page, signed in with Slack. */
const onPage = { where: { surface: 'console' as const, channel: null, thread: null } };
const vote = (who: Account, ask: Ask): Promise<Reply> => at.story.knock(who, approve(ask), onPage);
const statusOf = async ({ id }: Ask) => (await at.story.stores.views.ask(id))?.ask.status;
const consoleOf = (user: string): Account => ({ surface: 'console', team: 'local', user });

/** Started by somebody on Slack. */
async function startedBy(who: Account): Promise<Ask> {
  const opened = await at.story.knock(who, command('run'));
  if (opened.kind !== 'form') throw new Error(`no form: ${JSON.stringify(opened)}`);
  const values = { brief: 'A film', mode: 'checkpoint', budget_usd: '' };
  await at.story.knock(who, { kind: 'submit', token: opened.form.token, values, on: null });
  const [run] = await at.story.stores.views.runs('club', 'active', 1);
  const [gate] = (await at.story.finish(run!.id, 'A draft.')).asks;
  return gate!;
}

describe('who comes by a group', () => {
  it('may what the group may, under an id of their own, in the ledger too', async () => {
    at.people.join('U9', 'S1');
    const gate = await startedBy(kim);
    expect((await at.story.stores.views.ask(gate.id))?.run.trigger).toMatchObject({
      personId: 'slack:T1/U9',
      personName: 'Name of U9 (group member)',
    });
    at.people.join('U8', 'S1');
    expect(codeOf(await vote(lee, gate))).toBe('told');
    expect((await at.story.stores.views.ask(gate.id))?.ask.answers).toMatchObject([{ personId: 'slack:T1/U8' }]);
    expect(await at.ledger('run.started', 'ask.answered')).toMatchObject([
      { by: 'slack:T1/U9' },
      { by: 'slack:T1/U8' },
    ]);
  });

  it.each<[string, string[], string]>([
    ['a group that may only look', ['S2'], 'not_permitted'],
    ['S1: a group that may nothing', ['S3'], 'not_permitted'],
    ['no group of the project', ['S9'], 'stranger'],
    ['no group at all', [], 'stranger'],
  ])('is refused to start a run by %s, and the ledger knows', async (_, groups, code) => {
    at.people.join('U9', ...groups);
    const reply = await at.story.knock(kim, command('run'));
    expect(codeOf(reply)).toBe(code);
    expect(await at.ledger('command.refused')).toMatchObject([{ payload: { verb: 'run', refused: code } }]);
  });

  it('S1: is nobody in a project without groups, whatever Slack says', async () => {
    at.people.join('U9', 'S1');
    const { groups: _, ...without } = club;
    await at.story.stores.projects.put({ project: without, folder: '/srv' });
    expect(codeOf(await at.story.knock(kim, command('run')))).toBe('stranger');
  });

  const refusals: { what: string; who: Account; kind: 'guest' | 'unread' | 'gone'; code: string; why: RegExp }[] = [
    { what: 'a guest', who: kim, kind: 'guest', code: 'guest', why: /guests aren't given/ },
    {
      ...{ what: 'of another company', who: slackAccount('U9', 'T2'), kind: 'guest' },
      ...{ code: 'other_team', why: /another workspace/ },
    },
    {
      ...{ what: 'in groups that could not be read', who: kim, kind: 'unread' },
      ...{ code: 'groups_unread', why: /could not be read just now/ },
    },
    {
      ...{ what: 'a stranger', who: kim, kind: 'gone' },
      ...{ code: 'stranger', why: /Your accounts.*ask whoever keeps its project file/ },
    },
  ];
  it.each(refusals)('S9, P6: is told privately that they are $what, and the ledger knows', async (it) => {
    const { who, kind, code, why } = it;
    at.people.memberships.set('U9', { kind });
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    for (const intent of [command('run'), approve(gate)]) {
      const reply = await at.story.knock(who, intent);
      expect(codeOf(reply)).toBe(code);
      expect(said(reply)).toMatch(why);
    }
    expect(await statusOf(gate)).toBe('open');
    expect((await at.ledger('command.refused')).map(({ payload }) => payload.refused)).toEqual([code, code]);
  });

  it('does not keep named people from anything while groups can not be read', async () => {
    const withSlack = club.people.map((it) =>
      it.id === 'mara'
        ? { ...it, accounts: { ...it.accounts, slack: 'T1/U1' }, may: ['view' as const, 'operate' as const] }
        : it,
    );
    await at.story.stores.projects.put({ project: { ...club, people: withSlack }, folder: '/srv' });
    at.people.memberships.set('U1', { kind: 'unread' });
    const mara = slackAccount('U1');
    const gate = await startedBy(mara);
    // What only a group could give is refused for what it is.
    expect(codeOf(await vote(mara, gate))).toBe('groups_unread');
    at.people.memberships.set('U1', { kind: 'guest' });
    expect(codeOf(await vote(mara, gate))).toBe('not_permitted');
    at.people.join('U1', 'S1');
    expect(codeOf(await vote(mara, gate))).toBe('excluded');
  });

  it('S7: may nothing more from the moment at which they left the group', async () => {
    at.people.join('U9', 'S1');
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    at.people.join('U9');
    expect(codeOf(await vote(kim, gate))).toBe('stranger');
    expect((await at.story.stores.views.ask(gate.id))?.ask.answers).toEqual([]);
  });

  it('S7: is looked up anew for what can not be undone, and for nothing else', async () => {
    at.people.join('U9', 'S1');
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    at.people.asked.length = 0;
    await vote(kim, gate);
    expect(new Set(at.people.asked)).toEqual(new Set(['recent']));
    at.people.asked.length = 0;
    const { run } = (await at.story.stores.views.ask(gate.id))!;
    const epoch = run.epoch;
    const cancel = encodePress({ press: 'command', runId: run.id, epoch, verb: 'cancel' });
    await at.story.knock(kim, { kind: 'press', token: cancel, on: null, confirmed: true }, onPage);
    expect(at.people.asked).toContain('now');
    at.people.asked.length = 0;
    const token = encodeForm({ form: 'rollback', runId: run.id, epoch });
    await at.story.knock(kim, { kind: 'submit', token, values: { checkpoint: '0' }, on: null }, onPage);
    expect(at.people.asked).toContain('now');
  });

  it('sees the console as far as the group may, signed in with Slack', async () => {
    const roster = createRoster(at.story.stores.projects, at.story.stores.people);
    at.people.join('U9', 'S2');
    expect((await roster.channels(kim)).map(({ id }) => id)).toEqual(['club']);
    expect(await roster.nameOf(kim)).toBe('Name of U9 (group member)');
    expect(await roster.accountsOf(kim)).toMatchObject([{ surface: 'slack', team: 'T1', user: 'U9' }]);
    at.people.join('U9', 'S3');
    expect(await roster.channels(kim)).toEqual([]);
    at.people.memberships.clear();
    expect(await roster.accountsOf(kim)).toEqual([]);
  });
});

describe('P11: two accounts', () => {
  beforeEach(() => {
    at.people.join('U9', 'S1');
    at.people.join('U8', 'S1');
  });

  it('of two people are two votes', async () => {
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    expect(said(await vote(kim, gate))).toContain('1 more person');
    await vote(lee, gate);
    expect(await statusOf(gate)).toBe('decided');
  });

  it('of one person are one vote: linked before', async () => {
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    await at.link('jon', kim);
    await vote(kim, gate);
    expect(codeOf(await vote(consoleOf('jon'), gate))).toBe('already_answered');
    expect(await statusOf(gate)).toBe('open');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['linked between two votes', async () => undefined],
    ['linked between two votes, and unlinked', () => at.press('jon', 'End this link')],
  ])('of one person are one vote: %s', async (_, then) => {
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    await vote(kim, gate);
    await at.link('jon', kim);
    await then();
    expect(codeOf(await vote(consoleOf('jon'), gate))).toBe('already_answered');
    expect(await statusOf(gate)).toBe('open');
    await vote(lee, gate);
    expect(await statusOf(gate)).toBe('decided');
  });

  it('of one person are one vote: both had voted before they were linked', async () => {
    const three = { ...club, pipelines: quorumOf(3) };
    await at.story.stores.projects.put({ project: three, folder: '/srv' });
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    await vote(kim, gate);
    await vote(consoleOf('jon'), gate);
    await at.link('jon', kim);
    expect(said(await vote(lee, gate))).toContain('1 more person');
    expect(await statusOf(gate)).toBe('open');
  });

  it('of one person are one vote: after the account was linked no more', async () => {
    const gate = await at.story.gated('A film', { who: 'mara', channel: 'club' });
    await at.link('jon', kim);
    await vote(consoleOf('jon'), gate);
    await at.press('jon', 'End this link');
    expect(codeOf(await vote(kim, gate))).toBe('already_answered');
  });
});

const quorumOf = (quorum: number) =>
  club.pipelines.map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage) => ({ ...stage, gate: { ...stage.gate!, quorum } })),
  }));

describe('P12: whoever started it', () => {
  beforeEach(() => at.people.join('U9', 'S1'));

  it('approves with none of their accounts: started as a member, linked since', async () => {
    const gate = await startedBy(kim);
    expect(codeOf(await vote(kim, gate))).toBe('excluded');
    // Somebody else is not meant.
    expect(codeOf(await vote(consoleOf('mara'), gate))).toBe('told');
    await at.link('jon', kim);
    expect(codeOf(await vote(consoleOf('jon'), gate))).toBe('excluded');
    expect(codeOf(await vote(kim, gate))).toBe('excluded');
  });

  it('approves with none of their accounts: started in the console, linked before or since', async () => {
    const gate = await at.story.gated('A film', { who: 'jon', channel: 'club' });
    await at.link('jon', kim);
    expect(codeOf(await vote(kim, gate))).toBe('excluded');
    await at.press('jon', 'End this link');
    expect(codeOf(await vote(kim, gate))).toBe('excluded');
    expect(await statusOf(gate)).toBe('open');
  });
});
