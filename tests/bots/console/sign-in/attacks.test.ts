import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../../db/client.ts';
import { type Claims, createSigner, unsigned } from '../../../fakes/oauth/id-token.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { carelessWay } from './careless-way.ts';
import { secret, startTown, type Town } from './houses.ts';
import { goesOnTo, sentBack, Walker } from './walker.ts';

const database = freshDatabase();
let town: Town;
beforeAll(async () => {
  town = await startTown(database.url, (slackApi) => [carelessWay(slackApi)]);
});
afterAll(() => town.close());
beforeEach(() => {
  town.slack.who = { team: 'T1', user: 'U1' };
  town.slack.forge = null;
  town.discord.who = { id: '1', guilds: ['11'] };
});

const walker = () => new Walker(town.rig.origin);
const session = (who: Walker) => who.cookie('wheelhouse_session');

describe('an address to come back to that was made elsewhere (login CSRF)', () => {
  it.each(['slack', 'discord'])('opens no session in another browser, and stays good for its own: %s', async (way) => {
    const [mallory, ada, eve] = [walker(), walker(), walker()];
    const back = await mallory.there(way);
    await ada.begin(way);
    // Ada has begun a sign-in of her own; Eve has not.
    for (const victim of [ada, eve]) {
      const response = await victim.ask(back);
      expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('begun elsewhere')]);
      expect(await victim.isIn()).toBe(false);
    }
    expect((await mallory.ask(back)).status).toBe(200);
  });

  it('opens none under the address of another house (mix-up)', async () => {
    const exchanges = town.discord.exchanges;
    const ada = walker();
    const back = await ada.there('slack');
    const response = await ada.ask(back.replace('/slack/', '/discord/'));
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('other_way')]);
    expect([await ada.isIn(), town.discord.exchanges]).toEqual([false, exchanges]);
    expect((await ada.signIn('discord')).status).toBe(200);
  });

  it('opens none with the word of another issuer (mix-up)', async () => {
    const right = town.discord.iss;
    town.discord.iss = 'https://evil.example';
    const ada = walker();
    expect((await ada.signIn('discord')).status).toBe(403);
    town.discord.iss = right;
    expect((await ada.signIn('discord')).status).toBe(200);
  });

  it('opens none with a state from before', async () => {
    const ada = walker();
    const first = new URL(await ada.there('slack'));
    await ada.ask(first.href);
    const again = new URL(first);
    again.searchParams.set('code', new URL(await walker().there('slack')).searchParams.get('code') ?? '');
    await ada.post('/sign-out');
    expect((await ada.ask(again.href)).status).toBe(403);
    expect(await ada.isIn()).toBe(false);
  });
});

describe('a code that was stolen', () => {
  it.each(['slack', 'discord'])('is worth nothing in a sign-in of one’s own: %s', async (way) => {
    const [ada, mallory] = [walker(), walker()];
    const stolen = new URL(await ada.there(way)).searchParams.get('code') ?? '';
    const own = new URL(await mallory.there(way));
    own.searchParams.set('code', stolen);
    expect((await mallory.ask(own.href)).status).toBe(403);
    expect(await mallory.isIn()).toBe(false);
  });

  it('opens a session where nothing holds it to its browser: the control', async () => {
    const [ada, mallory] = [walker(), walker()];
    const stolen = new URL(await ada.there('oidc')).searchParams.get('code') ?? '';
    const own = new URL(await mallory.there('oidc'));
    own.searchParams.set('code', stolen);
    expect((await mallory.ask(own.href)).status).toBe(200);
  });
});

describe('an id_token that is not right', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const stranger = createSigner();
  type Forge = (claims: Claims, sign: (claims: Claims) => string) => string;
  const forgeries: [string, Forge][] = [
    ['of another sign-in (nonce)', (claims, sign) => sign({ ...claims, nonce: 'of-another-sign-in' })],
    ['without a nonce', ({ nonce: _, ...claims }, sign) => sign(claims)],
    ['for another program (audience)', (claims, sign) => sign({ ...claims, aud: 'somebody-else' })],
    ['for two, made for the other', (claims, sign) => sign({ ...claims, aud: ['wheel', 'other'], azp: 'other' })],
    ['that has expired', (claims, sign) => sign({ ...claims, iat: now() - 900, exp: now() - 300 })],
    ['of another issuer', (claims, sign) => sign({ ...claims, iss: 'https://evil.example' })],
    ['without a signature (alg none)', (claims) => unsigned(claims)],
    ['signed with another key', (claims) => stranger.sign(claims)],
    ['changed after it was signed', (claims, sign) => altered(sign({ ...claims, sub: 'U7' }), claims)],
    [
      'without the ids of Slack',
      ({ iss, sub, aud, exp, iat, nonce }, sign) => sign({ iss, sub, aud, exp, iat, nonce }),
    ],
  ];
  const altered = (token: string, claims: Claims): string => {
    const [head, , signature] = token.split('.');
    return [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  };

  it.each(forgeries)('opens no session: %s', async (_, forge) => {
    town.slack.forge = forge;
    const exchanges = town.slack.exchanges;
    const mallory = walker();
    const response = await mallory.signIn('slack');
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('could not be confirmed')]);
    expect([await mallory.isIn(), town.slack.exchanges]).toEqual([false, exchanges + 1]);
  });

  it.each(forgeries.slice(0, -1))('opens one where nobody looks, the control: %s', async (_, forge) => {
    town.slack.forge = forge;
    expect((await walker().signIn('oidc')).status).toBe(200);
  });

  it('opens one where it is right', async () => {
    town.slack.forge = (claims, sign) => sign(claims);
    expect((await walker().signIn('slack')).status).toBe(200);
  });
});

describe('a path to go on to', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/sign-out',
    '/sign-in/x',
    '',
    `/${'x'.repeat(3000)}`,
  ])('leads nowhere else: %s', async (to) => {
    expect(goesOnTo(await (await walker().signIn('slack', to)).text())).toBe('/');
  });

  it('is kept when it is ours', async () => {
    expect(goesOnTo(await (await walker().signIn('slack', '/runs/x?a=1')).text())).toBe('/runs/x?a=1');
  });
});

describe('a session', () => {
  it('that was planted is ended, and another one opened', async () => {
    const [mallory, ada] = [walker(), walker()];
    await mallory.post(await town.rig.link('mallory'));
    ada.plant('wheelhouse_session', session(mallory) ?? '');
    await ada.signIn('slack');
    expect(session(ada)).not.toBe(session(mallory));
    expect([await ada.isIn(), await mallory.isIn()]).toEqual([true, false]);
  });

  it('is not begun, nor ended everywhere, from another site', async () => {
    const ada = walker();
    await ada.signIn('slack');
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } };
    expect((await ada.ask('/sign-in/slack', foreign)).status).toBe(403);
    expect((await ada.ask('/sign-out/everywhere', foreign)).status).toBe(403);
    expect(await ada.isIn()).toBe(true);
  });
});

describe('guessing', () => {
  it('opens nothing, however often, and keeps nobody with a right link out', async () => {
    const other = await startTown(database.url);
    const mallory = new Walker(other.rig.origin);
    const answers = new Set<number>();
    for (let i = 0; i < 200; i++) {
      const guess = Math.random().toString(36).slice(2);
      answers.add((await mallory.ask(`/sign-in/${guess}`)).status);
      answers.add((await mallory.post(`/sign-in/${randomBytes(32).toString('base64url')}`)).status);
      answers.add((await mallory.ask(`/sign-in/slack/callback?code=${guess}&state=${guess}`)).status);
    }
    expect([...answers].sort()).toEqual([401, 403, 429]);
    expect(await mallory.isIn()).toBe(false);
    const link = await other.rig.link('mara');
    expect((await mallory.ask(link)).status).toBe(200);
    await mallory.post(link);
    expect(await mallory.isIn()).toBe(true);
    await other.close();
  });

  it('is stopped before the other house hears of it', async () => {
    const other = await startTown(database.url);
    const mallory = new Walker(other.rig.origin);
    other.slack.who = { team: 'T1', user: 'U1' };
    const attempt = async () => {
      const back = new URL(await mallory.there('slack'));
      back.searchParams.set('code', 'guessed');
      return (await mallory.ask(back.href)).status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 30; i++) statuses.push(await attempt());
    expect(statuses).toEqual([...Array<number>(20).fill(403), ...Array<number>(10).fill(429)]);
    expect(other.slack.exchanges).toBe(20);
    expect((await mallory.post(await other.rig.link('mara'))).status).toBe(303);
    await other.close();
  });
});

describe('what is kept and logged', () => {
  it('has no secret, no code, no state and no token in it', async () => {
    town.slack.forge = null;
    const ada = walker();
    const there = await ada.begin('slack');
    const client = connect(database.url, { max: 1 });
    const pending = JSON.stringify(await client.sql`select * from console_sign_ins`);
    const back = await sentBack(there);
    await ada.ask(back);
    const broken = await walker().there('discord');
    const mallory = walker();
    await mallory.ask(broken);
    const own = new URL(await mallory.there('discord'));
    own.searchParams.set('code', 'guessed-canary');
    await mallory.ask(own.href);
    const sessions = JSON.stringify(await client.sql`select * from console_sessions`);
    await client.close();
    const travelled = [back, broken, own.href].flatMap((url) => [...new URL(url).searchParams.values()]);
    const cookies = [ada, mallory].flatMap((who) => [session(who), who.cookie('wheelhouse_sign_in')]);
    const canaries = [...travelled, ...cookies, secret, 'canary-of', 'xoxp'].filter((it) => it !== undefined);
    const written = [pending, sessions, ...town.logged].join('\n');
    expect(canaries.length).toBeGreaterThan(10);
    expect(canaries.filter((it) => it !== town.discord.iss && written.includes(it))).toEqual([]);
    // The control: it is all there, and would be found.
    expect([pending, sessions].map((it) => /"digest":"\w{64}"/.test(it))).toEqual([true, true]);
    expect(town.logged.join('\n')).toMatch(/"way":"discord","why":"used_code","code":"invalid_grant"/);
  });
});
