import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApiKeys } from '../../db/api-keys.ts';
import { createApi } from '../../src/api/app.ts';
import { isDeeper } from '../../src/api/guard/body.ts';
import { createKeyRing } from '../../src/api/guard/key-ring.ts';
import { shippedLimits } from '../../src/api/guard/limits.ts';
import type { ApiParts } from '../../src/api/parts.ts';
import { digestText } from '../../src/core/digest.ts';
import { caller, order, type Call } from './caller.ts';
import { freshRig } from './rig.ts';

const wrong = (): string => `wh_${randomBytes(32).toString('base64url')}`;

describe('the door of the API', () => {
  const rig = freshRig();
  let program: Call;
  let secret: string;
  beforeAll(async () => {
    secret = (await rig.key()).secret;
    program = caller(() => rig.url, secret);
  });
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of opened.splice(0)) await server.close();
  });
  const serverWith = async (limits: Parameters<typeof rig.open>[0]) => {
    const server = await rig.open(limits);
    opened.push(server);
    return (own: string | null) => caller(() => server.url, own);
  };
  const as = (own: string | null): Call => caller(() => rig.url, own);

  it('S8: lets nobody in without a key that counts, and says to nobody why', async () => {
    const past = new Date(Date.now() - 1000);
    const expired = await rig.key({ expiresAt: past });
    const revoked = await rig.key({ revokedAt: past });
    const bodies = new Set<string>();
    for (const own of [null, '', 'x', wrong(), expired.secret, revoked.secret, `${secret}x`, secret.slice(3)]) {
      const { status, headers, body } = await as(own)('GET', '/runs');
      expect([status, headers.get('www-authenticate')], String(own)).toEqual([401, 'Bearer']);
      bodies.add(JSON.stringify({ ...body, request_id: '' }));
    }
    expect(bodies.size).toBe(1);
    expect((await program('GET', '/runs')).status).toBe(200);
  });

  it('S7: ends a key at once that is revoked, also one in use', async () => {
    const own = await rig.key();
    expect((await as(own.secret)('GET', '/runs')).status).toBe(200);
    const { actor, at } = { actor: { kind: 'system', name: 'sweep' } as const, at: new Date() };
    const entry = { id: 'led_rev', projectId: 'film', runId: null, kind: 'key.revoked' as const, actor, at };
    await createApiKeys(rig.client).revoke(own.id, at, { ...entry, subject: {}, payload: {}, status: null });
    expect((await as(own.secret)('GET', '/runs')).status).toBe(401);
  });

  it('takes both secrets while a key is rotated, and acts as the same one', async () => {
    const own = await rig.key();
    const next = wrong();
    const keys = createApiKeys(rig.client);
    const renewed = { keyId: own.id, digest: digestText(next), hint: next.slice(0, 7) };
    const later = new Date(Date.now() + 600_000);
    const actor = { kind: 'system', name: 'sweep' } as const;
    await keys.rotate(
      { ...renewed, oldUntil: later, expiresAt: new Date(Date.now() + 60_000) },
      {
        ...{ id: 'led_rot', projectId: 'film', runId: null, kind: 'key.rotated', actor, at: new Date() },
        ...{ subject: {}, payload: {}, status: null },
      },
    );
    const body = order();
    const first = await as(next)('POST', '/projects/film/runs', { body });
    const second = await as(own.secret)('POST', '/projects/film/runs', { body });
    expect([first.status, second.status, second.body.run.id]).toEqual([201, 200, first.body.run.id]);
    await rig.client.sql`update api_keys set old_until = now() where id = ${own.id}`;
    await expect.poll(async () => (await as(own.secret)('GET', '/runs')).status).toBe(401);
    expect((await as(next)('GET', '/runs')).status).toBe(200);
  });

  it('S19: serves a good sender while a bad one with a key of its own floods', async () => {
    const bad = (await rig.key()).secret;
    const served = async (limits: { perKey: number }) => {
      const open = await serverWith(limits);
      const flood = await Promise.all(Array.from({ length: 60 }, () => open(bad)('GET', '/projects')));
      const good = await Promise.all(Array.from({ length: 10 }, () => open(secret)('GET', '/projects')));
      const count = (all: { status: number }[], status: number) => all.filter((it) => it.status === status).length;
      const waits = flood.filter((it) => it.status === 429).map((it) => Number(it.headers.get('retry-after')));
      return { good: count(good, 200), bad: count(flood, 200), turnedAway: count(flood, 429), waits };
    };
    const guarded = await served({ perKey: 20 });
    expect(guarded.good).toBe(10);
    expect(guarded.bad).toBeLessThanOrEqual(20);
    expect(guarded.bad + guarded.turnedAway).toBe(60);
    expect(guarded.waits.every((wait) => wait >= 1 && wait <= 10)).toBe(true);
    // The control: where nothing is limited but what is in flight, the bad one is served as well.
    expect((await served({ perKey: 100_000 })).bad).toBeGreaterThan(20);
  });

  it('S19: serves a good sender while somebody at the same address tries keys', async () => {
    const open = await serverWith({ perAddress: 10 });
    const guesses = Promise.all(Array.from({ length: 100 }, () => open(wrong())('GET', '/projects')));
    const own = open(secret);
    // Also one whose key this server has never seen: it may be told to wait, and is then served.
    await expect.poll(async () => (await own('GET', '/projects')).status).toBe(200);
    for (let n = 0; n < 10; n += 1) expect((await own('GET', '/projects')).status).toBe(200);
    const statuses = (await guesses).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(90);
    // The control: without a measure for the address, each guess is answered.
    const loose = await serverWith({ perAddress: 100_000 });
    const all = await Promise.all(Array.from({ length: 30 }, () => loose(wrong())('GET', '/projects')));
    expect(all.map(({ status }) => status)).toEqual(Array(30).fill(401));
  });

  it('S19: asks the database once in a second, however many wrong keys come', async () => {
    let reads = 0;
    const keys = createApiKeys(rig.client);
    const ring = createKeyRing({ digests: (now) => ((reads += 1), keys.digests(now)) });
    await Promise.all(Array.from({ length: 500 }, () => ring.renew()));
    expect(reads).toBe(1);
    const began = performance.now();
    await Promise.all(Array.from({ length: 500 }, () => ring.renew()));
    expect(reads).toBe(2);
    expect(performance.now() - began).toBeGreaterThan(500);
  });

  it('S19: keeps one key from taking up everything at once', async () => {
    const open = await serverWith({ inFlight: 2 });
    const all = await Promise.all(Array.from({ length: 30 }, () => open(secret)('GET', '/activity')));
    const statuses = new Set(all.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([200, 429]);
    expect((await open(secret)('GET', '/activity')).status).toBe(200);
  });

  it('S19: refuses what is too large, too deep, no JSON or not said to be', async () => {
    const { run } = (await program('POST', '/projects/film/runs', { body: order() })).body;
    const path = `/runs/${run.id}/messages`;
    const send = (raw: string, headers: Record<string, string> = {}) => program('POST', path, { raw, headers });
    const large = await send(JSON.stringify({ text: 'x'.repeat(300_000) }));
    expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } });
    const nested = (depth: number) => `{"text":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(await send(nested(100_000))).toMatchObject({ status: 400, body: { code: 'too_deep' } });
    expect(await send(nested(30))).toMatchObject({ status: 422, body: { code: 'invalid_body' } });
    expect(await send('{"text":')).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    expect(await send('text=hi', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      body: { code: 'wrong_type' },
    });
    expect(await send('{"text":"hi","else":1}')).toMatchObject({ status: 422, body: { code: 'invalid_body' } });
    expect((await send('{"text":"hi [[[[ {{{"}')).status).toBe(200);
  });

  it('does not read the body of a stranger', async () => {
    const { port } = new URL(rig.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      const head = ['POST /api/v1/projects/film/runs HTTP/1.1', 'Host: x', 'Content-Type: application/json'];
      socket.on('error', reject);
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      // Announced, and never sent.
      socket.write([...head, 'Content-Length: 1000', '', ''].join('\r\n'));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('counts how deep JSON is nested, but not in its words', () => {
    expect(isDeeper('[[[]]]', 3)).toBe(false);
    expect(isDeeper('[[[[]]]]', 3)).toBe(true);
    expect(isDeeper('{"a":{"b":[]},"c":{"d":[]}}', 3)).toBe(false);
    expect(isDeeper(String.raw`{"a":"[[[[\"[[[["}`, 1)).toBe(false);
  });

  it('gives each request an id, or takes over its own, and tells it with the problem', async () => {
    const given = await program('GET', '/runs/none', { headers: { 'x-request-id': 'mine-1' } });
    expect([given.headers.get('x-request-id'), given.body.request_id]).toEqual(['mine-1', 'mine-1']);
    const strange = await program('GET', '/runs/none', { headers: { 'x-request-id': 'a b<script>' } });
    expect(strange.body.request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(strange.headers.get('content-type')).toBe('application/problem+json');
  });

  it('keeps every refused preflight, whatever id its sender gives the request', async () => {
    const own = await rig.key({ permissions: ['view'] });
    const sent = { body: { pipeline: 'notes', brief: 'x' }, headers: { 'x-request-id': 'always-the-same' } };
    for (let n = 0; n < 3; n += 1) {
      expect((await as(own.secret)('POST', '/projects/film/runs/preflight', sent)).status).toBe(403);
    }
    const kept = await program('GET', `/activity?kind=command.refused&actor=client:${own.id}`);
    expect(kept.body.items).toHaveLength(3);
  });

  it('R3: says that the database is away, or what else is wrong with it, and that the same may be sent again; a fault of ours is another thing', async () => {
    const answer = async (error: Error) => {
      const logged: unknown[] = [];
      const away = { digests: () => Promise.reject(error) } as unknown as ApiParts['keys'];
      const log = { error: (fields: unknown) => void logged.push(fields) };
      const api = createApi({ keys: away, limits: shippedLimits, log } as unknown as ApiParts);
      const headers = { authorization: `Bearer ${secret}` };
      const response = await api.request('/api/v1/runs', { headers });
      const { status, headers: told } = response;
      const { code } = (await response.json()) as { code: string };
      return { status, code, type: told.get('content-type'), retry: told.get('retry-after'), logged: logged.length };
    };
    const type = 'application/problem+json';
    const failure = (code: string) => Object.assign(new Error('gone'), { code });
    const known = { type, logged: 1 };
    for (const code of ['db-unreachable', 'db-timeout', 'db-ended']) {
      expect(await answer(failure(code))).toEqual({ ...known, status: 503, code: 'away', retry: '2' });
    }
    for (const code of ['db-full', 'db-newer', 'db-unknown-value', 'db-commit-unknown']) {
      expect(await answer(failure(code))).toEqual({ ...known, status: 503, code, retry: '2' });
    }
    expect(await answer(new Error('bug'))).toEqual({ ...known, status: 500, code: 'internal', retry: null });
  });

  it('tells what a path takes, and that there is no other', async () => {
    const other = await program('DELETE', '/runs');
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await program('GET', '/else')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await fetch(`${rig.url}/api/v2`, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(404);
  });
});
