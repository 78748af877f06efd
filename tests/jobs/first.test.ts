import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { NewJob } from '../../src/jobs/job.ts';
import { openQueues, type Queues } from '../../src/jobs/queue.ts';
import { freshDatabase } from '../setup/database.ts';
import { describeWith, get } from '../setup/needs.ts';
import { quickSettings, silent } from './room.ts';
import { until } from './until.ts';

const job = (id: string, isFirst = false): NewJob => ({
  ...{ id, delay: 0, tries: 1, backoff: 0, isFirst },
  data: { effectId: id, postingId: null, again: false },
});

describeWith(['postgres', 'redis'], 'a job that goes first', () => {
  const database = freshDatabase();
  const open: Queues[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((it) => it.close()));
  });

  it.each([
    ['Redis', () => get('redis')],
    ['Postgres', () => null],
  ])('is done before all that wait, by the queue on %s', async (_, redisUrl) => {
    const prefix = `test-${randomBytes(6).toString('hex')}`;
    const place = { redisUrl: redisUrl(), databaseUrl: database.url, prefix };
    const queues = await openQueues({ ...place, settings: quickSettings, log: silent });
    open.push(queues);
    await queues.add('cards', [job('one'), job('two'), job('three')]);
    await queues.add('cards', [job('settled', true)]);
    const done: string[] = [];
    const worker = queues.work('cards', async ({ effectId }) => void done.push(effectId), 1);
    await until(() => expect(done).toEqual(['settled', 'one', 'two', 'three']));
    await worker.close();
  });
});
