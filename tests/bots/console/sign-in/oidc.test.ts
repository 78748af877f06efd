import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oidcWay } from '../../../../src/sign-in/oidc.ts';
import { client, type OidcServer, startOidcServer } from '../../../fakes/oidc/server.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { startTown, type Town } from './houses.ts';
import { Walker } from './walker.ts';

const database = freshDatabase();
let town: Town;
let server: OidcServer;
beforeAll(async () => {
  server = await startOidcServer();
  town = await startTown(database.url, () => [oidcWay({ issuer: new URL(server.issuer), ...client })]);
  server.register(`${town.rig.origin}/sign-in/oidc/callback`);
  for (const [sub, email, isVerified] of [
    ['mara-subject', 'Mara@Example.com', true],
    ['ben-subject', 'anybody@example.com', true],
    ['mallory', 'mara@example.com', false],
    ['mara@example.com', 'other@example.com', true],
  ] as const) {
    server.users.set(sub, { email, isVerified });
  }
});
afterAll(async () => {
  await town.close();
  await server.close();
});

/** In a real provider, as a browser without a script would: through its pages, to where it sends us back. */
async function passThrough(there: URL, sub: string): Promise<string> {
  const browser = new Walker(server.issuer);
  let at = there.href;
  for (;;) {
    const isQuestion = at.includes('/interaction/');
    const response = await (isQuestion ? browser.post(`${at}?as=${encodeURIComponent(sub)}`) : browser.ask(at));
    const location = response.headers.get('location');
    if (location === null) throw new Error(`It stops at ${at}: ${response.status} ${await response.text()}`);
    at = new URL(location, server.issuer).href;
    if (at.startsWith(town.rig.origin)) return at;
  }
}

const signIn = async (sub: string): Promise<{ who: Walker; response: Response }> => {
  const who = new Walker(town.rig.origin);
  return { who, response: await who.ask(await passThrough(await who.begin('oidc'), sub)) };
};

describe('signing in by OpenID Connect, at a real provider', () => {
  it('asks with PKCE, a state, a nonce and nothing more than it needs', async () => {
    const { searchParams } = await new Walker(town.rig.origin).begin('oidc');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('scope')).toBe('openid email');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    ['ben-subject', 'ben', 'a subject'],
    ['mara-subject', 'mara', 'an address that the provider has verified'],
  ])('lets %s in as %s, by %s', async (sub, name) => {
    const { who, response } = await signIn(sub);
    expect(response.status).toBe(200);
    expect(await (await who.ask('/sign-in')).text()).toContain(`Signed in as ${name}`);
  });

  it('believes no address that the provider has not verified, and says so', async () => {
    const { who, response } = await signIn('mallory');
    const page = await response.text();
    expect([response.status, await who.isIn()]).toEqual([403, false]);
    expect(page).toContain('<code>oidc: mallory</code>');
    expect(page).toContain('mara@example.com came along too, but it has not been verified');
  });

  it('takes no subject for an address', async () => {
    const { who, response } = await signIn('mara@example.com');
    expect([response.status, await who.isIn()]).toEqual([403, false]);
    expect(await response.text()).toContain('<code>oidc: sub:mara@example.com\noidc: other@example.com</code>');
  });

  it('takes a code once, whoever brings it', async () => {
    const who = new Walker(town.rig.origin);
    const back = await passThrough(await who.begin('oidc'), 'ben-subject');
    const statuses = await Promise.all([who.ask(back), who.ask(back)]).then((all) => all.map(({ status }) => status));
    expect(statuses.sort()).toEqual([200, 403]);
  });

  it('lets nobody in any more whose issuer was exchanged for another', async () => {
    const { who } = await signIn('ben-subject');
    const own = town.ways.findIndex(({ name }) => name === 'oidc');
    const [way] = town.ways.splice(own, 1, oidcWay({ issuer: new URL('https://other.example'), ...client }));
    expect(await who.isIn()).toBe(false);
    town.ways.splice(own, 1, way!);
    expect(await who.isIn()).toBe(true);
  });
});
