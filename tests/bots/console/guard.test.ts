import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { knownHost, ownOrigin } from '../../../src/bots/console/guard.ts';

const publicUrl = new URL('https://wheel.example');
const app = new Hono().use(knownHost(publicUrl), ownOrigin(publicUrl)).all('*', (c) => c.text('in'));
const ask = async (host: string, origin?: string): Promise<number> => {
  const method = origin === undefined ? 'GET' : 'POST';
  const headers = { host, ...(origin === undefined ? {} : { origin }) };
  return (await app.request('http://localhost/', { method, headers })).status;
};

describe('a name that the console is reached under', () => {
  it.each([
    'localhost',
    'localhost:3000',
    'a.localhost',
    '127.0.0.1:3000',
    '127.8.9.10',
    '[::1]:3000',
    'wheel.example',
  ])('is taken when it is ours: %s', async (host) => expect(await ask(host)).toBe(200));

  it.each([
    '127.evil.com',
    '127.0.0.1.evil.com',
    'evil.com',
    'localhost.evil.com',
    '128.0.0.1',
    'wheel.example:81',
    '',
  ])('is refused when it only looks like it: %s', async (host) => expect(await ask(host)).toBe(421));
});

describe('the origin of a form', () => {
  it.each([
    ['localhost:3000', 'http://localhost:3000', 200],
    ['localhost:3000', 'https://localhost:3000', 403],
    ['localhost:3000', 'http://localhost:3001', 403],
    ['wheel.example', 'https://wheel.example', 200],
    ['wheel.example', 'http://wheel.example', 403],
    ['wheel.example', 'null', 403],
  ])('of %s is %s: %i', async (host, origin, status) => {
    expect(await ask(host, origin)).toBe(status);
  });
});
