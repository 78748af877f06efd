import { randomBytes } from 'node:crypto';
import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
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
