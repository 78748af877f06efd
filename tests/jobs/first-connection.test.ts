import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openQueues, type Queues } from '../../src/jobs/queue.ts';
import { startTcpProxy, type TcpProxy } from '../fakes/tcp-proxy.ts';
import { freshDatabase } from '../setup/database.ts';
import { quickSettings, silent } from './room.ts';
import { until } from './until.ts';

const database = freshDatabase();
let proxy: TcpProxy;
let queues: Queues;
const troubles: string[] = [];
const log = { ...silent, warn: (_of: unknown, said: string) => void troubles.push(said) } as typeof silent;

beforeAll(async () => {
  const url = new URL(database.url);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  queues = await openQueues({ redisUrl: null, databaseUrl: url.href, prefix, settings: quickSettings, log });
});
afterAll(async () => {
  await queues.close();
  await proxy.close();
});

const job = { id: 'one', delay: 0, tries: 1, backoff: 0, data: { effectId: 'one', postingId: null, again: false } };

// Without this, the first of it keeps the whole process busy for ever: nothing here would end it.
it('a worker and a queue whose first connection failed are there once Postgres is, and the process lives meanwhile', async () => {
  const done: string[] = [];
  proxy.refuse();
  const worker = queues.work('late', async ({ effectId }) => void done.push(effectId), 1);
  await expect(queues.add('late', [job])).rejects.toThrow();
  await until(() => expect(troubles).toContain('The worker of late failed; it is tried again.'));
  proxy.heal();
  await until(() => queues.add('late', [job]));
  await until(() => expect(done).toEqual(['one']));
  await worker.close();
});

it('a worker is sent away while it waits for its first connection', async () => {
  proxy.refuse();
  const worker = queues.work('later', async () => undefined, 1);
  await worker.close();
  await worker.ready();
  proxy.heal();
});
