import { mkdir, mkdtemp, rm, symlink, writeFile, cp, chmod } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ownServices, readCompose, readDockerfile, type ComposeEntry } from '../container/files.ts';
import { RedisServer } from '../jobs/redis-server.ts';
import { until } from '../jobs/until.ts';
import { builtProgram } from '../setup/built.ts';
import { describeWith } from '../setup/needs.ts';
import type { Engine } from './kill/engine.ts';
import { freePort } from './kill/free-port.ts';
import { Person } from './kill/person.ts';
import { PostgresServer } from './kill/postgres-server.ts';
import { Program } from './kill/program.ts';
import { writeProject, type KillProject } from './kill/project.ts';
import { Team, withSql } from './kill/team.ts';

const top = path.resolve(import.meta.dirname, '../..');
const compose = readCompose();

/** What an image would hold: what the Dockerfile copies, and nothing else of the checkout. */
async function layOut(folder: string): Promise<string> {
  const image = path.join(folder, 'image');
  await mkdir(image);
  const copied = readDockerfile().filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from'));
  const sources = new Set(copied.flatMap(({ rest }) => rest.split(' ').slice(0, -1)));
  for (const source of sources) await cp(path.join(top, source), path.join(image, source), { recursive: true });
  await symlink(path.join(top, 'node_modules'), path.join(image, 'node_modules'));
  return image;
}

interface Site {
  folder: string;
  image: string;
  project: KillProject;
  database: PostgresServer;
  redis: RedisServer;
}

/** The services of compose.yaml that are not ours, with its very flags, from this machine's packages. */
async function openSite(): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-compose-'));
  await chmod(folder, 0o755);
  const [, ...postgresFlags] = compose.services.postgres?.command ?? [];
  const [, ...redisFlags] = compose.services.redis?.command ?? [];
  const database = new PostgresServer(path.join(folder, 'pg'), randomBytes(12).toString('hex'), postgresFlags);
  const redis = new RedisServer(redisFlags);
  await Promise.all([database.start(), redis.start()]);
  await writeFile(path.join(folder, 'database_url'), `${database.url}\n`);
  const project = await writeProject(path.join(folder, 'project'));
  return { folder, image: await layOut(folder), project, database, redis };
}

/**
 * A service of ours, as compose would start it: only addresses and places are this machine's. What the image holds must suffice for its
 * first start; each further one would only take two seconds of a processor more than from the built program.
 */
async function bringUp(
  { folder, image, project, redis }: Site,
  service: ComposeEntry,
  { over = {}, isFirst = false }: { over?: Record<string, string>; isFirst?: boolean },
): Promise<Program> {
  const place = (word: string): string => word.replace('/var/lib/wheelhouse', path.join(folder, 'state'));
  const env: Record<string, string> = {
    ...service.environment,
    DATABASE_URL_FILE: path.join(folder, 'database_url'),
    REDIS_URL: redis.url,
    ...over,
  };
  const [command = '', ...args] = (service.command ?? []).map(place);
  const own = command === 'start' ? ['--project', project.file] : [];
  const from = isFirst ? { place: image } : { built: await builtProgram() };
  return new Program({ command, args: [...args, ...own], env, ...from });
}

describeWith(['redis'], 'what compose.yaml describes, brought up by hand', () => {
  let site: Site;
  let app: Program;
  let worker: Program;
  let ports: { console: number; app: number; worker: number };
  let team: Team | undefined;
  const services = Object.fromEntries(ownServices(compose));

  const startApp = async (isFirst = false): Promise<void> => {
    const own = { PORT: String(ports.console), HEALTH_PORT: String(ports.app) };
    const over = { ...own, PUBLIC_URL: `http://127.0.0.1:${ports.console}` };
    app = await bringUp(site, services.app!, { over, isFirst });
    await app.ready();
  };
  const startWorker = async (isFirst = false): Promise<void> => {
    const over = { HEALTH_PORT: String(ports.worker), WHEELHOUSE_LEASE_MS: '1000' };
    worker = await bringUp(site, services.worker!, { over, isFirst });
    await worker.ready();
  };
  const readyz = async (port: number): Promise<{ status: number; failed: string[] }> => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    const { checks } = (await answer.json()) as { checks: { check: string; ok: boolean }[] };
    return { status: answer.status, failed: checks.filter(({ ok }) => !ok).map(({ check }) => check) };
  };
  const becomes = (port: number, status: number): Promise<unknown> =>
    until(async () => expect((await readyz(port)).status).toBe(status), 30_000);
  const engine = (): Engine => ({ url: () => site.database.url }) as Engine;
  const endsOf = (): Promise<{ status: string }[]> =>
    withSql(engine(), (sql) => sql<{ status: string }[]>`select status from runs order by started_at`);
  const completed = (count: number): Promise<unknown> =>
    until(
      async () => expect((await endsOf()).filter(({ status }) => status === 'completed')).toHaveLength(count),
      60_000,
    );
  let person: Person;

  beforeAll(async () => {
    site = await openSite();
    ports = { console: await freePort(), app: await freePort(), worker: await freePort() };
  }, 60_000);
  afterAll(async () => {
    await team?.close();
    await Promise.all([app?.kill(), worker?.kill()]);
    await Promise.all([site.database.crash(), site.redis.stop()]);
    await rm(site.folder, { recursive: true, force: true });
  });

  afterEach(({ task }) => {
    if (task.result?.state === 'fail') process.stderr.write([...app.said, ...worker.said, ''].join('\n'));
  });

  it('migrates once, and ends', async () => {
    const migrate = await bringUp(site, services.migrate!, { isFirst: true });
    await migrate.ended;
    expect([migrate.end, migrate.said.join('\n')]).toEqual([0, 'The database is up to date.']);
  }, 60_000);

  it('comes up in two processes, of which the console prints a link that works, and both are ready', async () => {
    await Promise.all([startApp(true), startWorker(true)]);
    expect(app.link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${ports.console}/sign-in/`));
    for (const port of Object.values(ports)) expect(await readyz(port)).toEqual({ status: 200, failed: [] });
    const origin = `http://127.0.0.1:${ports.console}`;
    person = new Person([origin], () => app.link);
    await person.signIn();
    team = new Team(person, engine(), site.project.outward);
    await person.startRun('Run 1', 'autonomous');
    await completed(1);
  }, 120_000);

  it('goes on after its worker was killed at work, and after its console was', async () => {
    await person.startRun('Run 2', 'autonomous');
    await until(async () => expect((await endsOf()).length).toBe(2));
    await worker.kill();
    await startWorker();
    await app.kill();
    await startApp();
    await completed(2);
  }, 120_000);

  it('turns visitors away while Postgres is away, and takes them again without a restart', async () => {
    await site.database.crash();
    await becomes(ports.console, 503);
    expect((await readyz(ports.worker)).failed).toContain('database');
    await site.database.start();
    await Promise.all([becomes(ports.console, 200), becomes(ports.worker, 200)]);
    await person.startRun('Run 3', 'autonomous');
    await completed(3);
  }, 120_000);

  it('serves people while Redis is away, when a worker is not ready; the queue it comes back with is filled again', async () => {
    await site.redis.stop();
    await becomes(ports.worker, 503);
    expect(await readyz(ports.console)).toEqual({ status: 200, failed: ['queue'] });
    await person.startRun('Run 4', 'autonomous');
    await site.redis.start();
    await completed(4);
    await becomes(ports.worker, 200);
  }, 120_000);

  it('R16: stops in its time with work in hand, which another takes up; it says first that it is not ready', async () => {
    const left = (): Promise<number> =>
      withSql(engine(), async (sql) => (await sql`select id from attempts where status = 'running'`).length);
    await person.startRun('Run 5', 'autonomous');
    await until(async () => expect(await left()).toBeGreaterThan(0), 30_000);
    const began = performance.now();
    const ending = worker.kill('SIGTERM');
    await ending;
    expect(worker.end).toBe(0);
    expect(performance.now() - began).toBeLessThan(Number(services.worker!.stop_grace_period!.slice(0, -1)) * 1000);
    await startWorker();
    await completed(5);
  }, 120_000);

  it('says 503 for as long as it was told to wait before it stops, and answers meanwhile', async () => {
    await app.kill();
    const over = { PORT: String(ports.console), HEALTH_PORT: String(ports.app), STOP_DELAY_MS: '3000' };
    app = await bringUp(site, services.app!, { over });
    await app.ready();
    const ended = app.kill('SIGTERM');
    await becomes(ports.console, 503);
    expect((await fetch(`http://127.0.0.1:${ports.console}/healthz`)).status).toBe(200);
    await ended;
    expect(app.end).toBe(0);
    await expect(fetch(`http://127.0.0.1:${ports.console}/healthz`)).rejects.toThrow();
  }, 60_000);
});
