import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFacts } from '../../db/facts.ts';
import { migrate } from '../../db/migrate.ts';
import { checkClock, checkDatabase, checkFsync, checkVersion, type Facts } from '../../src/cli/doctor/database.ts';
import { examine, isHealthy, limited, printFindings } from '../../src/cli/doctor/examine.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { checkEnvironment, checkFolder, checkNode, checkProjects, checkRoom } from '../../src/cli/doctor/machine.ts';
import { checkModel } from '../../src/cli/doctor/model.ts';
import { checkRedis } from '../../src/cli/doctor/redis.ts';
import { readConfig } from '../../src/config.ts';
import { readProjects } from '../../src/main/projects.ts';
import { RedisServer } from '../jobs/redis-server.ts';
import { freshDatabase } from '../setup/database.ts';
import { describeWith } from '../setup/needs.ts';

const database = freshDatabase();
const facts: Facts = {
  ...{ version: 150_004, versionName: '15.4', fsync: true, timeZone: 'Etc/UTC', ahead: 3, exactly: 1 },
  migrations: { applied: 3, missing: 0, unknown: 0 },
  rights: { role: 'wheel', database: 'notes', mayCreate: true, mayCreateTables: true, readOnly: false },
};
const statuses = (findings: Finding[]): Record<string, string> =>
  Object.fromEntries(findings.map(({ check, status }) => [check, status]));
const faultOf = (findings: Finding[]): Finding => findings.find(({ status }) => status === 'fault')!;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the doctor, of the machine', () => {
  it('knows the oldest Node that will do', () => {
    expect(checkNode('v20.19.0').status).toBe('ok');
    expect(checkNode('v22.0.0').status).toBe('ok');
    expect(checkNode('v20.18.1').remedy).toContain('Install Node 20.19 or newer');
  });

  it('passes on every fault of the environment, and looks at nothing that hangs on it', async () => {
    let problem = '';
    try {
      readConfig({ PORT: 'many', REDIS_URL: 'http://x' });
    } catch (error) {
      problem = (error as Error).message;
    }
    expect(checkEnvironment(problem).remedy).toContain('unset');
    const patient = { nodeVersion: 'v20.19.0', user: 'wheel', readProjects: async () => ['Notes'] };
    const findings = await examine({ ...patient, installation: { problem } });
    expect(faultOf(findings).found).toMatch(/REDIS_URL[^]*PORT/);
    expect(findings.map(({ check }) => check)).toEqual(['node', 'environment', 'projects']);
  });

  it('passes on every fault of a project file', async () => {
    const file = path.join(folder, 'project.yaml');
    await writeFile(file, 'project: Not A Name\n');
    const finding = await checkProjects(async () => (await readProjects([file])).map(({ project }) => project.name));
    expect(finding.found).toContain(`${file}:1:`);
    expect(finding.remedy).toContain('docs/reference/project-file.md');
  });

  it('finds a full disk, and looks at the nearest folder that is there', async () => {
    const there = path.join(folder, 'not', 'yet');
    expect(await checkRoom(there)).toMatchObject({ status: 'ok' });
    const full = await checkRoom(there, async () => 300 * 1024 ** 2);
    expect([full.found, full.remedy]).toEqual([
      expect.stringContaining('0.3 GiB'),
      expect.stringContaining('Free some'),
    ]);
  });

  it('writes into the data folder, and leaves nothing of it', async () => {
    expect((await checkFolder('data folder', path.join(folder, 'new', 'data'), '--data')).status).toBe('ok');
    expect(existsSync(path.join(folder, 'new'))).toBe(false);
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    for (const below of [file, path.join(file, 'data')])
      expect(await checkFolder('data folder', below, '--data')).toMatchObject({
        found: `${file} is no folder`,
        remedy: expect.stringContaining('Name a folder with --data'),
      });
  });

  it.skipIf(!existsSync('/proc'))('ends where no folder can be made, and leaves nothing', async () => {
    const finding = await checkFolder('data folder', '/proc/nope/data', '--data');
    expect(finding).toMatchObject({ status: 'fault', found: expect.stringMatching(/^\/proc\/nope\/data can't be/) });
  });

  it('gives up what never answers, in words, and nothing that does', async () => {
    const never = new Promise<Finding>(() => undefined);
    expect(await limited('disk', never, 0.01)).toMatchObject({ check: 'disk', found: 'no answer within 0.01 s' });
    expect(await limited('node', Promise.resolve(checkNode('v20.19.0')), 0.01)).toMatchObject({ status: 'ok' });
  });
});

describe('the doctor, of the database', () => {
  it('goes through an empty one, a migrated one, an older and a newer one', async () => {
    const check = () => checkDatabase('here', () => readFacts(database.url));
    expect(statuses(await check())).toMatchObject({ database: 'ok', 'database version': 'ok', migrations: 'note' });
    await migrate(database.url);
    const all = ['database', 'database version', 'migrations', 'database rights', 'fsync', 'clock'];
    const well = { ...Object.fromEntries(all.map((name) => [name, 'ok'])), 'time zone': 'note' };
    expect(statuses(await check())).toEqual(well);
    const { default: postgres } = await import('postgres');
    const sql = postgres(database.url, { max: 1 });
    await sql`update drizzle.__drizzle_migrations set created_at = created_at + 1 where id = 1`;
    expect(faultOf(await check()).remedy).toContain('Start that version');
    await sql`delete from drizzle.__drizzle_migrations where id = 1`;
    expect(faultOf(await check()).remedy).toContain('wheelhouse migrate');
    await sql.end();
  });

  it('has a remedy for each: nobody answers, the password is wrong, there is no such database', async () => {
    const [wrong, missing] = [new URL(database.url), new URL(database.url)];
    wrong.password = 'not-this-one';
    missing.pathname = '/nowhere';
    const remedies: [string, string][] = [
      ['postgres://x:hush@127.0.0.1:1/x', 'See that Postgres runs there'],
      [wrong.href, "alter role wheelhouse password 'change-me';"],
      [missing.href, 'create database wheelhouse owner wheelhouse;'],
    ];
    for (const [url, remedy] of remedies) {
      const findings = await checkDatabase('there', () => readFacts(url));
      expect(findings).toMatchObject([{ check: 'database', status: 'fault', remedy: expect.stringContaining(remedy) }]);
      expect(findings[0]!.remedy).toContain('DATABASE_URL');
      expect(JSON.stringify(findings)).not.toMatch(/hush|not-this-one/);
    }
  });

  it('knows the oldest version, fsync and the clock', () => {
    expect([checkVersion(facts), checkFsync(facts), checkClock(facts)].map(({ status }) => status)).toEqual(
      Array(3).fill('ok'),
    );
    expect(checkVersion({ ...facts, version: 140_011, versionName: '14.11' }).remedy).toContain('Postgres 15 or newer');
    expect(checkFsync({ ...facts, fsync: false }).remedy).toContain('fsync = on');
    expect(checkClock({ ...facts, ahead: -90_000 })).toMatchObject({ status: 'fault' });
    expect(checkClock({ ...facts, ahead: -90_000 }).remedy).toContain('chrony');
  });
});

describe('the doctor, of Redis', () => {
  it('says what to see to when nobody answers, and that none is needed', async () => {
    const findings = await checkRedis('redis://:hush@127.0.0.1:1');
    expect(findings[0]).toMatchObject({ status: 'fault', found: expect.stringContaining('ECONNREFUSED') });
    expect(findings[0]!.remedy).toContain('REDIS_URL');
    expect(JSON.stringify(findings)).not.toContain('hush');
    expect(await checkRedis(null)).toMatchObject([{ status: 'note' }]);
  });
});

describeWith(['redis'], 'the doctor, of a running Redis', () => {
  const server = new RedisServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it('finds one that throws jobs away or forgets them, and its remedies mend that', async () => {
    const redis = new Redis(server.url);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const broken = await checkRedis(server.url);
    const well = { redis: 'ok', 'redis version': 'ok', 'redis policy': 'ok', 'redis aof': 'ok', 'redis clock': 'ok' };
    expect(statuses(broken)).toEqual({ ...well, 'redis policy': 'fault', 'redis aof': 'fault' });
    for (const { remedy } of broken) {
      const [, name, value] = /config set (\S+) (\S+)/.exec(remedy ?? '') ?? [];
      if (name && value) await redis.config('SET', name, value);
    }
    expect(statuses(await checkRedis(server.url))).toEqual(well);
    redis.disconnect();
  });
});

describe('the doctor, of the model', () => {
  let server: Server;
  let baseUrl = '';
  let status = 200;
  const asked: unknown[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      response.writeHead(status).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => server.close());

  it('asks the endpoint, and says what to do about each answer', async () => {
    const model = { name: 'large', baseUrl, apiKey: 'hush' };
    expect(await checkModel(model)).toMatchObject({ status: 'ok' });
    expect(asked).toEqual([['/v1/models', 'Bearer hush']]);
    status = 401;
    expect((await checkModel(model)).remedy).toContain('MODEL_API_KEY');
    status = 503;
    expect((await checkModel(model)).remedy).toContain('try again');
    expect((await checkModel({ ...model, baseUrl: 'http://127.0.0.1:1/v1' })).remedy).toContain('MODEL_BASE_URL');
  });

  it('knows half a setting from none', async () => {
    expect((await checkModel({ name: null, baseUrl: null, apiKey: null })).status).toBe('note');
    expect((await checkModel({ name: 'large', baseUrl: null, apiKey: null })).remedy).toContain('Set MODEL_BASE_URL');
    expect((await checkModel({ name: null, baseUrl, apiKey: null })).remedy).toContain('Set MODEL_NAME');
  });
});

it('prints a sign and a remedy for each, and a sum', () => {
  const findings = [checkNode('v20.19.0'), checkNode('v18.0.0')];
  expect(isHealthy(findings)).toBe(false);
  expect(printFindings(findings)).toBe(
    '✓ node: Node v20.19.0\n✗ node: Node v18.0.0 is too old\n    → Install Node 20.19 or newer.\n\n1 thing to mend.\n',
  );
});
