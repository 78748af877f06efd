import { randomBytes } from 'node:crypto';
import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { DbError } from '../../../db/error.ts';
import { createConsole } from '../../../src/bots/console/app.tsx';
import type { ConsoleStore } from '../../../src/core/console/store.ts';
import type { ConsoleParts } from '../../../src/bots/console/parts.ts';
import { roster } from './rig.ts';

const query = 'select "user"\nfrom "console_sessions" where "digest" = $1';
const logged: object[] = [];
const away = (): never => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  throw new DrizzleQueryError(query, ['a-digest'], cause);
};
const store = new Proxy({}, { get: () => away }) as ConsoleStore;
const hints = { onMessage: () => () => undefined };
const { app } = createConsole({
  ...({ store, roster, hints, publicUrl: null, ways: [] } as unknown as ConsoleParts),
  door: away,
  log: { warn: (facts) => void logged.push(facts) },
});

const secret = randomBytes(32).toString('base64url');
const headers = { host: 'localhost', cookie: `wheelhouse_session=${secret}`, origin: 'http://localhost' };

describe('a console whose database is away', () => {
  it('tells a person who presses that nothing was confirmed, and that trying again is safe', async () => {
    const body = new URLSearchParams({ nonce: randomBytes(16).toString('hex'), channel: 'film' });
    const asked = { method: 'POST', headers: { ...headers, accept: 'application/json' }, body };
    const response = await app.request('http://localhost/press', asked);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ kind: 'unreachable', text: expect.stringMatching(/Try again/) });
  });

  it('S19: is not asked about a cookie or a link that can be none of ours', async () => {
    const statusOf = async (path: string, cookie: string): Promise<number> =>
      (await app.request(`http://localhost${path}`, { headers: { ...headers, cookie } })).status;
    for (const guess of ['any', `${secret}A`, secret.slice(1), `${secret.slice(1)}.`]) {
      expect(await statusOf('/c/film', `wheelhouse_session=${guess}`)).toBe(401);
      expect(await statusOf(`/sign-in/${guess}`, '')).toBe(401);
    }
    expect(await statusOf('/c/film', headers.cookie)).toBe(503);
    expect(await statusOf(`/sign-in/${secret}`, '')).toBe(503);
  });

  it('logs what failed, and nothing of what was asked or sent', async () => {
    logged.length = 0;
    await app.request('http://localhost/c/film', { headers });
    expect(logged).toEqual([{ err: { message: 'Failed query', code: 'ECONNREFUSED' }, path: '/c/film' }]);
    expect(new DrizzleQueryError(query, ['a-digest']).message).toMatch(/console_sessions[^]*a-digest/);
  });

  it('gives a page in words to one who only looks, and to one who signs in', async () => {
    for (const [method, path] of [
      ['GET', '/c/film'],
      ['GET', `/sign-in/${secret}`],
      ['POST', `/sign-in/${secret}`],
    ]) {
      const response = await app.request(`http://localhost${path}`, { method, headers });
      expect(response.status).toBe(503);
      expect(await response.text()).toMatch(/could not be reached/);
    }
  });
});

/** All but who has signed in, and what they are called. */
function allAway() {
  const lost = (): never => {
    throw new DbError('db-unreachable', 'Postgres did not answer.');
  };
  const nothing = new Proxy({}, { get: () => lost });
  const session = { account: { surface: 'console', team: 'local', user: 'ada' }, idleUntil: new Date(8e15) };
  const known = { findSession: async () => session, nameOf: async () => 'Ada', onMessage: () => () => undefined };
  const some = new Proxy(known, { get: (it, name) => (name in it ? it[name as keyof typeof it] : lost) });
  const parts = { store: some, roster: some, hints: some, runHints: { onRun: () => () => undefined } };
  const rest = { records: nothing, views: nothing, bodies: nothing, people: nothing, linking: nothing };
  const log = { warn: () => undefined };
  const ports = { ...parts, ...rest, log, door: lost, answerAll: lost, placesOf: lost, forReader: lost };
  return createConsole({ ...ports, troublesOf: async () => [], publicUrl: null, ways: [] } as unknown as ConsoleParts);
}

describe('every page and action whose database goes away once the session was found', () => {
  const inside = allAway().app;
  const form = { nonce: randomBytes(16).toString('hex'), page: '/runs/run_1', text: 'Hello.', verb: 'approve' };
  const sent = { ...form, items: `ask_1.1.${'d'.repeat(64)}`, project: 'film', confirmed: 'yes' };
  // These ask nothing: what is public, and what a page says from its address alone.
  const asksNothing = /^\/assets\/|^\/sign-in$|^\/sign-in\/:way|^\/\*$/;
  const routes = inside.routes
    .filter(({ method, path }) => ['GET', 'POST'].includes(method) && !asksNothing.test(path))
    .map(({ method, path }) => [method, path] as const);
  const ask = (method: string, path: string, accept: string): Promise<Response> => {
    const address = path.replace(/:\w+\??/g, 'run_1').replace('/sign-in/run_1', `/sign-in/${secret}`);
    const query = path === '/inbox/look' ? `?verb=approve&item=${sent.items}` : '?asks=ask_1&to=0';
    const body = method === 'POST' ? { body: new URLSearchParams(sent) } : {};
    return Promise.resolve(
      inside.request(`http://localhost${address}${query}`, { method, headers: { ...headers, accept }, ...body }),
    );
  };

  it.each(routes)('%s %s answers in words, with the code, and can be asked again', async (method, path) => {
    const page = await ask(method, path, 'text/html');
    const html = await page.text();
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '3']);
    expect(html).toMatch(/could not be reached/);
    expect(html).toContain('db-unreachable');
    expect(html).toContain('Try again');
    if (method === 'POST') for (const value of Object.values(sent)) expect(html).toContain(`value="${value}"`);
    const script = await ask(method, path, 'application/json');
    expect(script.status).toBe(503);
    expect(await script.json()).toMatchObject({ kind: 'unreachable', code: 'db-unreachable' });
  });

  it('are more than a few, and all that there are', () => {
    expect(routes.length).toBeGreaterThan(20);
  });

  it('are followed further once it is back: a browser gives up on what refuses it', async () => {
    for (const [, path] of routes.filter(([, it]) => it.endsWith('/events'))) {
      const stream = await ask('GET', path, 'text/event-stream');
      expect([path, stream.status, await stream.text()]).toEqual([path, 200, 'retry: 3000\n\n']);
    }
  });
});
