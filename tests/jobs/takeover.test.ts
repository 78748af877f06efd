import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import type { JobSettings } from '../../src/jobs/settings.ts';
import { freshDatabase } from '../setup/database.ts';
import { describeWith, get } from '../setup/needs.ts';
import { builtScript } from '../setup/script.ts';
import { WorkerProcess } from './children.ts';
import { quickSettings, shortLease } from './room.ts';
import { beginRun, command, openStores, statusOf, type Place, type Stored } from './stored.ts';
import { until } from './until.ts';

/** Two processes start, on a machine that others use too. Times of the built program as shipped: `e2e/kill/takeover.suite.ts`. */
const patience = { timeout: 180_000 };
/** Their renewals, minutes apart, tell them nothing before a test is over. */
const longLease: JobSettings = { ...quickSettings, lease: 1_800_000, drain: 300 };

const script = builtScript(new URL('./child.ts', import.meta.url));

const workers = (redisUrl: () => string | null) => (): void => {
  const database = freshDatabase();
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const children: WorkerProcess[] = [];
  let stored: Stored;
  const place = (): Place => ({ databaseUrl: database.url, redisUrl: redisUrl(), prefix });

  beforeAll(async () => {
    await migrate(database.url);
    stored = await openStores(place(), quickSettings);
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.end('SIGKILL')));
  });
  afterAll(() => stored.close());

  const employ = async (doing: 'hang' | 'done', settings: JobSettings): Promise<WorkerProcess> => {
    const child = new WorkerProcess(script.file, { ...place(), settings, doing });
    children.push(child);
    await child.hear('ready');
    return child;
  };

  it('have the repeatable stage of a killed one taken over when its lease is over', patience, async () => {
    const first = await employ('hang', shortLease);
    const run = await beginRun(stored);
    await first.hear('began');
    const second = await employ('done', shortLease);
    await first.end('SIGKILL');
    await second.hear('began');
    await until(async () => expect(await statusOf(stored, run)).toBe('completed'));
  });

  it('R14: leave a killed one’s command to a person, and repeat nothing', patience, async () => {
    const first = await employ('hang', shortLease);
    const run = await beginRun(stored, 'command');
    await first.hear('began');
    const second = await employ('done', shortLease);
    await first.end('SIGKILL');
    await until(async () => expect(await statusOf(stored, run)).toBe('blocked'));
    expect(second.said.map(({ word }) => word)).toEqual(['ready']);
    expect((await stored.runs.find(run))?.attempts.at(-1)?.status).toBe('unknown');
  });

  it('hear of a cancel in another process long before their next renewal would tell them', async () => {
    const worker = await employ('hang', longLease);
    const run = await beginRun(stored);
    await worker.hear('began');
    const began = Date.now();
    await command(stored, run, 'cancel');
    const heard = (await worker.hear('aborted')) - began;
    // Medians are 12 to 16 ms.
    console.log(`Aborted after ${heard} ms.`);
  });

  it('hand their work to another when they are asked to stop, and end', patience, async () => {
    const first = await employ('hang', longLease);
    const run = await beginRun(stored);
    await first.hear('began');
    const second = await employ('done', longLease);
    expect(await first.end('SIGTERM')).toBe(0);
    await second.hear('began');
    await until(async () => expect(await statusOf(stored, run)).toBe('completed'));
    expect((await stored.runs.find(run))?.attempts.at(-1)?.takeovers).toBe(0);
  });
};

describe(
  'worker processes, the queue on Postgres',
  workers(() => null),
);
describeWith(
  ['redis'],
  'worker processes, the queue on Redis',
  workers(() => get('redis')),
);
