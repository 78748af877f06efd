import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../setup/database.ts';
import { namedOnly } from '../../../setup/people.ts';
import { film, startTown, type Town } from './houses.ts';
import { goesOnTo, Walker } from './walker.ts';

const database = freshDatabase();
let town: Town;
beforeAll(async () => {
  town = await startTown(database.url);
});
afterAll(() => town.close());
beforeEach(() => {
  town.slack.who = { team: 'T1', user: 'U1' };
  town.slack.forge = null;
  town.discord.who = { id: '1', guilds: ['11'] };
  town.visits.length = 0;
});

const walker = () => new Walker(town.rig.origin);
const say = (who: Walker, channel: string) =>
  who.ask('/say', {
    method: 'POST',
    headers: { origin: town.rig.origin },
    body: new URLSearchParams({
      nonce: `nonce-${Math.random().toString(36).slice(2)}-0123456789`,
      ...{ channel, thread: '', message: '', text: 'hello' },
    }),
  });

describe('who comes from another house', () => {
  it.each([
    ['slack', { surface: 'slack', team: 'T1', user: 'U1' }],
    ['discord', { surface: 'discord', team: '11', user: '1' }],
  ])('is the person whom a project names, at the door too: %s', async (way, account) => {
    const mara = walker();
    expect((await mara.signIn(way)).status).toBe(200);
    await say(mara, 'film');
    expect(town.visits).toMatchObject([{ account, where: { surface: 'console', channel: 'film' } }]);
    const person = await namedOnly(town.projects).find('film', town.visits[0]!.account);
    expect(person?.id).toBe('mara');
  });

  it('is that person in every project that names the account, by its own name there', async () => {
    const mara = walker();
    await mara.signIn('slack');
    await say(mara, 'letters');
    const people = namedOnly(town.projects);
    expect((await people.find('letters', town.visits[0]!.account))?.id).toBe('editor');
    expect((await people.find('film', town.visits[0]!.account))?.id).toBe('mara');
  });

  it('is somebody in each server of which they are a member, and in no other', async () => {
    const both = walker();
    town.discord.who = { id: '1', guilds: ['99', '22', '11'] };
    await both.signIn('discord');
    for (const channel of ['film', 'letters']) expect((await both.ask(`/c/${channel}`)).status).toBe(200);
    const one = walker();
    town.discord.who = { id: '1', guilds: ['22'] };
    await one.signIn('discord');
    expect((await one.ask('/c/letters')).status).toBe(200);
    expect((await one.ask('/c/film')).status).toBe(404);
  });

  it('goes on to where they were on the way to', async () => {
    const mara = walker();
    const page = await (await mara.ask('/c/film?show=80')).text();
    expect(page).toContain('action="/sign-in/slack?to=%2Fc%2Ffilm%3Fshow%3D80"');
    expect(goesOnTo(await (await mara.signIn('slack', '/c/film?show=80')).text())).toBe('/c/film?show=80');
  });

  it('is out as soon as no project names them', async () => {
    const ben = walker();
    town.slack.who = { team: 'T1', user: 'U2' };
    await ben.signIn('slack');
    expect((await ben.ask('/c/film')).status).toBe(200);
    const people = film.people.filter(({ id }) => id !== 'ben');
    await town.projects.put({ project: { ...film, people }, folder: '/nowhere' });
    expect((await ben.ask('/c/film')).status).toBe(404);
    await town.projects.put({ project: film, folder: '/nowhere' });
  });
});

describe('a stranger', () => {
  it.each([
    ['slack', 'slack: T9/U9'],
    ['discord', 'discord: 98/9\ndiscord: 99/9'],
  ])('gets no session, and is told what to have added: %s', async (way, lines) => {
    town.slack.who = { team: 'T9', user: 'U9' };
    town.discord.who = { id: '9', guilds: ['98', '99'] };
    const stranger = walker();
    const response = await stranger.signIn(way);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain(`<code>${lines}</code>`);
    expect(stranger.cookie('wheelhouse_session')).toBeUndefined();
    expect(await stranger.isIn()).toBe(false);
  });

  it('is also the known user of another team, or of a server that they have left', async () => {
    town.slack.who = { team: 'T2', user: 'U1' };
    town.discord.who = { id: '1', guilds: [] };
    for (const way of ['slack', 'discord']) expect((await walker().signIn(way)).status).toBe(403);
  });
});

describe('somebody who does not arrive', () => {
  it('has said no, and reads it', async () => {
    for (const way of ['slack', 'discord']) {
      Object.assign(way === 'slack' ? town.slack : town.discord, { who: null });
      const response = await walker().signIn(way);
      expect([response.status, await response.text()]).toEqual([
        403,
        expect.stringContaining('was not allowed to tell'),
      ]);
    }
  });

  it('may repeat the address: it says that it has served, and ends nothing', async () => {
    const mara = walker();
    const back = await mara.there('slack');
    expect((await mara.ask(back)).status).toBe(200);
    const again = await mara.ask(back);
    expect([again.status, await again.text()]).toEqual([403, expect.stringContaining('used already')]);
    expect(await mara.isIn()).toBe(true);
  });

  it('is not spent by a browser that looks ahead', async () => {
    const mara = walker();
    const back = await mara.there('slack');
    await mara.ask(back, { headers: { 'sec-purpose': 'prefetch' } });
    await mara.ask(back, { method: 'HEAD' });
    expect((await mara.ask(back)).status).toBe(200);
  });

  it('reads that a house is away, and the printed link still works', async () => {
    const gone = await startTown(database.url);
    await gone.slack.close();
    const mara = new Walker(gone.rig.origin);
    const response = await mara.post('/sign-in/slack');
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('could not be reached')]);
    await mara.post(await gone.rig.link('mara'));
    expect(await mara.isIn()).toBe(true);
    await gone.rig.close();
    await gone.discord.close();
  });
});

describe('the page for signing in', () => {
  it('offers what is configured, and the printed link', async () => {
    const page = await (await walker().ask('/sign-in')).text();
    for (const words of ['Sign in with Slack', 'Sign in with Discord', 'Use a printed link instead']) {
      expect(page).toContain(words);
    }
  });

  it('is the way out for who is in: of this browser, or everywhere, by whatever way', async () => {
    const [link, slack, other] = [walker(), walker(), walker()];
    await link.post(await town.rig.link('mara'));
    await slack.signIn('slack');
    town.slack.who = { team: 'T1', user: 'U2' };
    await other.signIn('slack');
    expect(await (await slack.ask('/sign-in')).text()).toContain('Signed in as mara');
    await link.post('/sign-out');
    expect([await link.isIn(), await slack.isIn()]).toEqual([false, true]);
    await link.post(await town.rig.link('mara'));
    await link.post('/sign-out/everywhere');
    expect([await link.isIn(), await slack.isIn(), await other.isIn()]).toEqual([false, false, true]);
  });
});
