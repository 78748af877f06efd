import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { healthRoutes } from '../../src/api/health.ts';
import { metricsRoutes } from '../../src/api/metrics.ts';

const token = 'a-token-for-the-metrics';
let server: ServerType | undefined;
afterEach(() => server?.close());

/** Answers with the status; headers such as Host are sent as they are given. */
async function ask(
  app: Hono,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sent = request({ host: '127.0.0.1', port, path, headers: { host: `127.0.0.1:${port}`, ...headers } }).end();
  const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  server.close();
  return { status: response.statusCode, body };
}

describe('health', () => {
  it('says 200 while it is ready, 503 while it is not, and why', async () => {
    const not = { ready: false, checks: [{ check: 'database' as const, ok: false, reason: 'away' }] };
    expect(
      (
        await ask(
          healthRoutes(async () => ({ ...not, ready: true })),
          '/readyz',
        )
      ).status,
    ).toBe(200);
    const answer = await ask(
      healthRoutes(async () => not),
      '/readyz',
    );
    expect([answer.status, JSON.parse(answer.body)]).toEqual([503, not]);
  });

  it('is alive while it is not ready: nobody restarts it for that', async () => {
    const app = healthRoutes(() => Promise.reject(new Error('never asked')));
    expect(await ask(app, '/healthz')).toEqual({ status: 200, body: '{"status":"ok"}' });
  });
});

describe('metrics', () => {
  const app = (given: string | null = token): Hono =>
    metricsRoutes({ read: async () => 'figures', contentType: 'text/plain', token: given });
  const from = async (headers: Record<string, string>, given: string | null = token): Promise<number> =>
    (await ask(app(given), '/metrics', headers)).status;

  it('are for whoever asks on this machine', async () => {
    expect(await ask(app(null), '/metrics')).toEqual({ status: 200, body: 'figures' });
  });

  it.each([
    ['through a proxy on this machine', { 'x-forwarded-for': '203.0.113.9' }],
    ['through a proxy that says so as the standard has it', { forwarded: 'for=203.0.113.9' }],
    ['under a foreign name that leads here', { host: 'evil.example.com' }],
    ['with another token', { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer another' }],
    ['with a part of the token', { 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${token.slice(0, -1)}` }],
  ])('are refused %s', async (_, headers) => {
    expect(await from(headers)).toBe(401);
  });

  it('are for whoever bears the token, from anywhere', async () => {
    expect(await from({ 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${token}` })).toBe(200);
  });

  it('take no token where none is set', async () => {
    expect(await from({ 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer null' }, null)).toBe(401);
  });
});
