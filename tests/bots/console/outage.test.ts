import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createConsole } from '../../../src/bots/console/app.tsx';
import type { ConsoleStore } from '../../../src/core/console/store.ts';
import type { ConsoleParts } from '../../../src/bots/console/parts.ts';
import { roster } from './rig.ts';

const away = (): never => {
  throw new Error('db-unreachable');
};
const store = new Proxy({}, { get: () => away }) as ConsoleStore;
const hints = { onMessage: () => () => undefined };
const { app } = createConsole({
  ...({ store, roster, hints, publicUrl: null } as unknown as ConsoleParts),
  door: away,
  log: { warn: () => undefined },
});

const headers = { host: 'localhost', cookie: 'wheelhouse_session=any', origin: 'http://localhost' };

describe('a console whose database is away', () => {
  it('tells a person who presses that nothing was confirmed, and that trying again is safe', async () => {
    const body = new URLSearchParams({ nonce: randomBytes(16).toString('hex'), channel: 'film' });
    const asked = { method: 'POST', headers: { ...headers, accept: 'application/json' }, body };
    const response = await app.request('http://localhost/press', asked);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ kind: 'unreachable', text: expect.stringMatching(/Try again/) });
  });

  it('gives a page in words to one who only looks, and to one who signs in', async () => {
    for (const path of ['/c/film', '/sign-in/secret']) {
      const response = await app.request(`http://localhost${path}`, { headers });
      expect(response.status).toBe(503);
      expect(await response.text()).toMatch(/could not be reached/);
    }
  });
});
