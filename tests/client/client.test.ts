import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import { ApiError } from '../../src/client/error.ts';
import { order } from '../api/caller.ts';
import { freshRig } from '../api/rig.ts';

type Client = ReturnType<typeof createClient>;
/** What stands between a client and the server does with a request; null passes it on. */
type Trouble = 'reset' | 'break off' | { status: number; body?: string; headers?: Record<string, string> } | null;

const top = path.resolve(import.meta.dirname, '../..');

describe('the client', () => {
  const rig = freshRig();
  let program: Client;
  let mara: Client;
  let secret: string;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    secret = (await rig.key()).secret;
    program = createClient({ url: rig.url, key: secret });
    mara = createClient({ url: rig.url, key: (await rig.key({ personId: 'mara' })).secret });
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const atGate = async () => {
    const { run } = await program.start('film', order());
    await rig.work(run.id, 'First draft.');
    return { run, ask: (await program.asks({ run_id: run.id })).items[0]! };
  };

  /** A bad road to the real server: each request meets the next trouble of the list. */
  const roadWith = async (troubles: Trouble[], options: { retries?: number } = {}) => {
    const seen: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers);
      const trouble = troubles.shift() ?? null;
      if (trouble === 'reset') return void request.socket.destroy();
      if (trouble === 'break off') {
        // The server does it, and the road ends within its answer.
        return void pass(request, rig.url).then(({ status, type, text }) => {
          response.writeHead(status, { 'content-type': type, 'content-length': String(text.length) });
          response.write(text.slice(0, 10), () => request.socket.destroy());
        });
      }
      if (trouble) return void response.writeHead(trouble.status, trouble.headers).end(trouble.body ?? '');
      void pass(request, rig.url).then(({ status, type, text }) =>
        response.writeHead(status, { 'content-type': type }).end(text),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { seen, client: createClient({ url, key: secret, ...options }) };
  };

  it('starts, steers and answers, typed by the schemas of the server', async () => {
    const { run, ask } = await atGate();
    const paused = await program.pause(run.id, { why: 'Lunch' });
    expect(paused.status).toBe('paused');
    expect((await program.resume(run.id, { epoch: paused.run.epoch })).run.status).toBe('awaiting');
    expect((await program.say(run.id, { text: 'Shorter.' })).status).toBe('accepted');
    const { revision, digest } = ask;
    expect(await mara.answer(ask.id, { choice: 'approve', revision, digest })).toMatchObject({ status: 'decided' });
    const [made] = (await program.artifacts(run.id)).items;
    expect((await program.version(made!.id, 1)).text).toBe('First draft.');
  });

  it('throws what the problem says, and tries no refusal again', async () => {
    const { ask } = await atGate();
    const { seen, client } = await roadWith([]);
    const { revision, digest } = ask;
    const error: unknown = await client
      .answer(ask.id, { choice: 'approve', revision, digest })
      .catch((it: unknown) => it);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 403, code: 'not_a_person', requestId: expect.stringMatching(/./) });
    expect(seen).toHaveLength(1);
  });

  it('sends again what may pass, under the same key, and does it once', async () => {
    const { run } = await program.start('film', order());
    const away = { status: 503, headers: { 'retry-after': '0' }, body: 'away' };
    const { seen, client } = await roadWith([away, 'reset', { ...away, status: 429 }]);
    expect((await client.say(run.id, { text: 'Once.' })).status).toBe('accepted');
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map((headers) => headers['idempotency-key'])).size).toBe(1);
    await client.say(run.id, { text: 'Twice.' });
    expect(seen.at(-1)?.['idempotency-key']).not.toBe(seen[0]?.['idempotency-key']);
    const said = await program.activity({ run_id: run.id, kind: 'message.accepted' });
    expect(said.items).toHaveLength(2);
  });

  const saidTo = async (runId: string): Promise<number> =>
    (await program.activity({ run_id: runId, kind: 'message.accepted' })).items.length;

  it('sends again what was answered, where the answer broke off', async () => {
    const { run } = await program.start('film', order());
    const { seen, client } = await roadWith(['break off']);
    expect((await client.say(run.id, { text: 'Once.' })).status).toBe('accepted');
    expect(seen).toHaveLength(2);
    expect(await saidTo(run.id)).toBe(1);
  });

  it('does once what its caller repeats under a key, however often it gave up before', async () => {
    const { run } = await program.start('film', order());
    const { client } = await roadWith(['break off', 'break off'], { retries: 0 });
    const say = (once?: { key: string }) => client.say(run.id, { text: 'Once.' }, once);
    await expect(say({ key: 'nightly-1' })).rejects.toThrow();
    await expect(say({ key: 'nightly-1' })).rejects.toThrow();
    expect((await say({ key: 'nightly-1' })).status).toBe('accepted');
    expect(await saidTo(run.id)).toBe(1);
    // The control: without a key, the same words are said once more.
    await say();
    expect(await saidTo(run.id)).toBe(2);
  });

  it('gives up in the end, and says what a stranger on the way answered', async () => {
    const page = { status: 502, headers: { 'retry-after': '0' }, body: '<h1>Bad gateway</h1>' };
    const { seen, client } = await roadWith(Array<Trouble>(9).fill(page));
    await expect(client.projects()).rejects.toMatchObject({ status: 502, code: 'no_problem' });
    expect(seen).toHaveLength(5);
  });

  it('goes through all pages, and asks for no more of them than are read', async () => {
    for (let n = 0; n < 5; n += 1) await program.start('film', order());
    const { seen, client } = await roadWith([]);
    const first: string[] = [];
    for await (const { id } of client.allRuns({ limit: 2 })) {
      first.push(id);
      if (first.length === 3) break;
    }
    expect(seen).toHaveLength(2);
    const all: string[] = [];
    for await (const { id } of client.allRuns({ limit: 2 })) all.push(id);
    expect(all).toEqual((await program.runs({ limit: 200 })).items.map(({ id }) => id));
    expect(all.slice(0, 3)).toEqual(first);
  });

  const example = (own: string, ...args: string[]) => {
    const env = { ...process.env, WHEELHOUSE_URL: rig.url, WHEELHOUSE_KEY: own };
    const child = spawn(process.execPath, ['--import', 'tsx', 'examples/api-client/release.ts', ...args], {
      cwd: top,
      env,
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(child, 'exit').then(([code]) => Number(code));
    closing.push(async () => {
      child.kill();
      await ended;
    });
    return { ended, said: () => said };
  };

  it('is used by the example, which follows a run to its end and says how it ended', async () => {
    const started = example(secret, 'notes', 'nightly-1', 'brief=What changed');
    const approve = async (runId: string, text: string) => {
      await rig.work(runId, text);
      const { id, revision, digest } = (await program.asks({ run_id: runId })).items[0]!;
      await expect.poll(started.said).toContain(`awaiting: Approve “${text}”?`);
      await mara.answer(id, { choice: 'approve', revision, digest });
    };
    await expect.poll(started.said).toMatch(/^run_\w+/);
    const [runId] = /^run_\w+/.exec(started.said())!;
    await approve(runId, 'Draft');
    await approve(runId, 'Look');
    expect(await started.ended).toBe(0);
    expect(started.said()).toContain('--- notes, version 1\nDraft');
    const again = example(secret, 'notes', 'nightly-1', 'brief=What changed');
    expect(await again.ended).toBe(0);
    expect(again.said()).toContain(runId);
  });

  it('tells by the exit code of the example that nothing was started', async () => {
    const refused = example(secret, 'none', 'nightly-2');
    expect(await refused.ended).toBe(2);
    expect(refused.said()).toContain('not_found');
  });
});

async function pass(request: IncomingMessage, url: string) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization = '', 'idempotency-key': key } = request.headers;
  const response = await fetch(`${url}${request.url ?? ''}`, {
    method: request.method ?? 'GET',
    headers: {
      authorization,
      ...(typeof key === 'string' ? { 'idempotency-key': key, 'content-type': 'application/json' } : {}),
    },
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text: await response.text() };
}
