import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue, Worker, type Job, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { JobData } from './job.ts';
import type { Complain } from './log.ts';
import { makeListenersPatient, PatientClient } from './patient-client.ts';

export type Processor = (job: Job<JobData>, token?: string) => Promise<void>;

/** Everything that differs between the two engines. */
export interface Engine {
  queue(name: string): Queue<JobData>;
  worker(name: string, processor: Processor, options: Partial<WorkerOptions>): Worker<JobData>;
  /** Throws if adding a job would have to wait. */
  check(): void;
  ready(queue: Queue<JobData>): Promise<unknown>;
  close(): Promise<void>;
}

/** Milliseconds. When Redis comes back, it is used again within `reconnectEvery`; a start waits for it at most `firstConnect`. */
const reconnectEvery = 500;
const firstConnect = 2_000;

export function redisEngine(url: string, prefix: string, complain: Complain): Engine {
  const retryStrategy = (tries: number): number => Math.min(tries * 100, reconnectEvery);
  // Fails at once while Redis is away, instead of holding the caller for as long as that lasts.
  const producer = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy });
  producer.on('error', (error) => complain('The connection to Redis', error));
  return {
    queue: (name) => new Queue(name, { connection: producer, prefix }),
    worker: (name, processor, options) => {
      const connection = { url, maxRetriesPerRequest: null, retryStrategy };
      return new Worker(name, processor, { ...options, connection, prefix });
    },
    check: () => {
      if (producer.status !== 'ready')
        throw new Error(`Redis is away (${producer.status}): the sweep adds the job later.`);
    },
    // The first effects need not wait for the sweep; but without Redis the process starts all the same.
    ready: (queue) => Promise.race([queue.waitUntilReady(), sleep(firstConnect, undefined, { ref: false })]),
    close: async () => producer.disconnect(),
  };
}

export function postgresEngine(databaseUrl: string, prefix: string): Engine {
  makeListenersPatient();
  // One schema for each prefix: the counterpart of Redis' key prefix.
  const schema = `${prefix.replace(/[^a-zA-Z0-9_]/g, '_')}_queue`;
  const connection = { connectionString: databaseUrl, schema, migrate: true, max: 4, Client: PatientClient };
  return {
    queue: (name) => new Queue(name, { connection }, createPostgresBackend as never),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection }, createPostgresBackend as never),
    check: () => undefined,
    // A backend keeps a failed first connection for ever (see start-worker.ts): reject here, where the start as a whole can still fail.
    ready: (queue) => queue.waitUntilReady(),
    close: async () => undefined,
  };
}
