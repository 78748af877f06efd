import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../../../db/client.ts';
import { consoleStore } from '../../../../db/console.ts';
import { migrate } from '../../../../db/migrate.ts';
import { createConsole } from '../../../../src/bots/console/app.tsx';
import { createSignInLink } from '../../../../src/bots/console/sign-in/link.ts';
import type { ConsoleParts } from '../../../../src/bots/console/parts.ts';
import type { SignInWay } from '../../../../src/core/console/sign-in.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { roster } from '../rig.ts';
import { goesOnTo } from './walker.ts';

const database = freshDatabase();
const sentWith: string[] = [];
const way: SignInWay = {
  name: 'oidc',
  label: 'The provider',
  begin: async (_, redirectUri) => {
    sentWith.push(redirectUri);
    return new URL('https://login.example/authorize');
  },
  finish: async (came) => {
    sentWith.push(came.href);
    return { kind: 'not_arrived', why: 'declined', code: 'access_denied' };
  },
  vouchesFor: () => true,
};

let client: Client;
let app: ReturnType<typeof createConsole>['app'];
beforeAll(async () => {
  await migrate(database.url);
  client = connect(database.url, { max: 2 });
  const parts = { store: consoleStore(client), roster, ways: [way], log: { warn: () => undefined } };
  const publicUrl = new URL('https://wheel.example');
  app = createConsole({ ...(parts as unknown as ConsoleParts), publicUrl }).app;
});
afterAll(() => client.close());

/** As a proxy that speaks https outside passes it on; with what a stranger has written into it. */
const ask = (path: string, host: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  app.request(`http://${host}${path}`, {
    ...init,
    headers: { host, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', ...init.headers },
  });
const begin = (host: string, origin: string) => ask('/sign-in/oidc', host, { method: 'POST', headers: { origin } });
const press = (link: string) =>
  ask(link, 'wheel.example', { method: 'POST', headers: { origin: 'https://wheel.example' } });

describe('behind a proxy', () => {
  it('sends people back to PUBLIC_URL, whatever a header says', async () => {
    const response = await begin('wheel.example', 'https://wheel.example');
    expect(goesOnTo(await response.text())).toBe('https://login.example/authorize');
    expect(sentWith.at(-1)).toBe('https://wheel.example/sign-in/oidc/callback');
  });

  it('leads who came by another of our names to the public one first, and sets no cookie', async () => {
    const response = await begin('localhost:3000', 'http://localhost:3000');
    expect(goesOnTo(await response.text())).toBe('https://wheel.example/sign-in');
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('keeps both secrets from scripts, other names and plain http', async () => {
    const [pending] = (await begin('wheel.example', 'https://wheel.example')).headers.getSetCookie();
    for (const part of [
      /^__Host-wheelhouse_sign_in=/,
      /HttpOnly/,
      /Secure/,
      /SameSite=Lax/,
      /Path=\//,
      /Max-Age=600;/,
    ]) {
      expect(pending).toMatch(part);
    }
    const link = await createSignInLink(consoleStore(client), 'mara');
    const [session] = (await press(link)).headers.getSetCookie();
    for (const part of [/^__Host-wheelhouse_session=/, /HttpOnly/, /Secure/, /SameSite=Strict/, /Path=\//]) {
      expect(session).toMatch(part);
    }
    for (const cookie of [pending, session]) expect(cookie).not.toMatch(/Domain/i);
  });

  it('takes no session that another name of the domain could have planted', async () => {
    const link = await createSignInLink(consoleStore(client), 'mara');
    const cookie = (await press(link)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const status = async (sent: string) =>
      (await ask('/c/none', 'wheel.example', { headers: { cookie: sent } })).status;
    expect(await status(cookie.replace('__Host-', ''))).toBe(401);
    expect(await status(cookie)).toBe(404);
  });
});

describe('a session', () => {
  const store = () => consoleStore(client);
  const account = { surface: 'console', team: 'local', user: 'mara' } as const;
  const in1 = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  it('ends when nothing was asked with it for long enough, and at its end whatever was asked', async () => {
    await store().addSession('idle', { account, idleUntil: in1(10) }, in1(60));
    expect(await store().findSession('idle', in1(9))).toMatchObject({ account });
    expect(await store().findSession('idle', in1(11))).toBeNull();
    await store().keepSession('idle', in1(100));
    expect(await store().findSession('idle', in1(59))).toMatchObject({ account });
    expect(await store().findSession('idle', in1(61))).toBeNull();
    await store().keepSession('idle', in1(1));
    expect(await store().findSession('idle', in1(50))).not.toBeNull();
  });

  it('is lengthened by pages, and not by a page that is merely open', async () => {
    const link = await createSignInLink(store(), 'mara');
    const cookie = (await press(link)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const soon = in1(30);
    const idleAfter = async (path: string): Promise<Date> => {
      await client.sql`update console_sessions set idle_until = ${soon} where digest <> 'idle'`;
      await ask(path, 'wheel.example', { headers: { cookie } });
      return (await client.sql`select max(idle_until) as at from console_sessions where digest <> 'idle'`)[0]
        ?.at as Date;
    };
    // Every live view of the console, a new one too.
    const views = app.routes.flatMap(({ path }) => (path.endsWith('/events') ? [path.replace(':id', 'none')] : []));
    expect(views.toSorted()).toEqual(expect.arrayContaining(['/asks/none/events', '/events', '/inbox/events']));
    for (const path of views) expect([path, await idleAfter(path)]).toEqual([path, soon]);
    for (const path of ['/c/none', '/c/events', '/c/none/events'])
      expect((await idleAfter(path)).getTime()).toBeGreaterThan(in1(60 * 24 * 2).getTime());
  });

  it('of an account is ended by any of its names, and no other’s is', async () => {
    const discord = { surface: 'discord', team: '1', user: '9' } as const;
    const two = { ...discord, aliases: [{ ...discord, team: '2' }] };
    await store().addSession('two', { account: two, idleUntil: in1(10) }, in1(60));
    await store().addSession('other', { account: { ...discord, team: '3' }, idleUntil: in1(10) }, in1(60));
    expect((await store().findSession('two', new Date()))?.account).toEqual(two);
    expect(await store().endSessionsOf([{ surface: 'discord', team: '2', user: '9' }])).toBe(1);
    expect(await store().findSession('two', new Date())).toBeNull();
    expect(await store().findSession('other', new Date())).not.toBeNull();
    expect(await store().endSessionsOf([])).toBe(0);
  });
});
