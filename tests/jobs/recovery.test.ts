import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noCost } from '../../src/core/run/run.ts';
import { freshDatabase } from '../setup/database.ts';
import { describeWith } from '../setup/needs.ts';
import { RedisServer } from './redis-server.ts';
import { done, Room, type Doing } from './room.ts';
import { until } from './until.ts';

const slow: Doing = async (_assignment, boundary) => {
  await boundary.begin({ estimate: noCost });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return done();
};

describeWith(['redis'], 'a Redis that is lost', () => {
  const database = freshDatabase();
  const server = new RedisServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const inRoom = async (body: (room: Room) => Promise<void>): Promise<void> => {
    const room = new Room({ redisUrl: server.url, databaseUrl: database.url });
    await room.connect();
    await body(room);
    await room.leave();
  };

  it('is rebuilt from Postgres after it was emptied', () =>
    inRoom(async (room) => {
      const runs = Array.from({ length: 200 }, () => room.memory.begin());
      const redis = new Redis(server.url);
      await until(async () => expect(await redis.dbsize()).toBeGreaterThan(200));
      await redis.flushall();
      redis.disconnect();
      await room.enter(slow);
      await until(() => expect(new Set(runs.map((id) => room.memory.status(id)))).toEqual(new Set(['completed'])));
      expect(room.memory.finished).toHaveLength(200);
    }));

  it('fails an add at once while it is away, and is used again when it is back', () =>
    inRoom(async (room) => {
      await room.enter(slow);
      const queues = await room.queues();
      await server.stop();
      const began = performance.now();
      const job = {
        id: 'job',
        data: { effectId: 'none', postingId: null, again: false },
        delay: 0,
        tries: 1,
        backoff: 1,
      };
      await expect(queues.add('stages', [job])).rejects.toThrow();
      // Under the client's own settings it hangs for more than eight seconds.
      expect(performance.now() - began).toBeLessThan(5_000);
      const run = room.memory.begin();
      await server.start();
      await until(() => expect(room.memory.status(run)).toBe('completed'));
    }));

  it('R12: refuses a job while it is full, and does what was decided meanwhile as soon as there is room', () =>
    inRoom(async (room) => {
      await room.enter(slow);
      const queues = await room.queues();
      const redis = new Redis(server.url);
      await redis.config('SET', 'maxmemory-policy', 'noeviction', 'maxmemory', '1');
      const data = { effectId: 'none', postingId: null, again: false };
      await expect(queues.add('stages', [{ id: 'full', data, delay: 0, tries: 1, backoff: 1 }])).rejects.toThrow(/OOM/);
      const runs = Array.from({ length: 20 }, () => room.memory.begin());
      await expect(queues.counts()).resolves.toContainEqual({ queue: 'stages', state: 'waiting', count: 0 });
      await redis.config('SET', 'maxmemory', '0');
      redis.disconnect();
      await until(() => expect(new Set(runs.map((id) => room.memory.status(id)))).toEqual(new Set(['completed'])));
      expect(room.memory.finished).toHaveLength(20);
    }));
});
