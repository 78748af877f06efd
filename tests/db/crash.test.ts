import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Client } from '../../db/client.ts';
import { findPostmaster } from '../../db/embedded/pid-file.ts';
import { startEmbedded } from '../../db/embedded/start.ts';
import { migrate } from '../../db/migrate.ts';
import { createProjects } from '../../db/projects.ts';
import { createRuns } from '../../db/runs.ts';
import type { Runs } from '../../src/core/ports.ts';
import { startTcpProxy, type TcpProxy } from '../fakes/tcp-proxy.ts';
import { oneMore, project, starting } from './sample.ts';
import { accepted, until } from './store.ts';

/** A server of its own, as it is killed: with pg_ctl's "immediate", which leaves to recovery what was not yet on disk. */
let folder: string;
let server: Awaited<ReturnType<typeof startEmbedded>>;
let proxy: TcpProxy;
let direct: Client;
let proxied: Client;

const runsOn = (client: Client): Runs => createRuns(client, { onCommitted: () => undefined, onError: () => undefined });
const ask = <T>(text: string): Promise<T[]> => direct.pool.rows<T>(text, []);
const pid = () => findPostmaster(join(folder, 'postgres', 'cluster'))?.pid;

async function crash(): Promise<void> {
  const before = pid();
  process.kill(before!, 'SIGQUIT');
  await until('Postgres is back', async () => pid() !== before && (await ask('select 1').catch(() => null)));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-crash-'));
  chmodSync(folder, 0o755);
  server = await startEmbedded({ dataDir: join(folder, 'postgres'), log: () => undefined });
  await migrate(server.url);
  direct = connect(server.url);
  // Nothing but a COMMIT brings the log to disk: what is decided in the milliseconds before a crash is lost for sure.
  await ask("alter system set wal_writer_delay = '10s'");
  await ask("alter system set wal_level = 'minimal'");
  await ask('alter system set max_wal_senders = 0');
  await crash();
  await createProjects(direct).put({ project, folder: '/tmp/paper' });
  accepted(await runsOn(direct).create(starting('other')));
  const url = new URL(server.url);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  proxied = connect(url.href, { max: 1 });
}, 120_000);

afterAll(async () => {
  await Promise.all([direct.close(), proxied.close(), proxy.close()]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

/** Takes Postgres down at the COMMIT of this work, and up again; returns the id that the lost transaction had. */
async function crashAtCommit(work: Promise<unknown>): Promise<string> {
  work.catch(() => undefined);
  await proxy.hangAt('commit');
  const [lost] = await ask<{ id: string }>(
    'select backend_xid::text as id from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid()',
  );
  await crash();
  return lost!.id;
}

const fateOf = async (id: string) => (await ask<{ fate: string }>(`select pg_xact_status('${id}') as fate`))[0]?.fate;

/** Decides until the lost transaction's id has been handed out again. */
async function compete(id: string): Promise<void> {
  for (let n = 0; n < 20; n++) {
    if ((await fateOf(id).catch(() => 'in the future')) === 'committed') return;
    accepted(await runsOn(direct).change('other', oneMore(`other-${id}-${n}`)));
  }
  throw new Error(`Transaction ${id} was not handed out again.`);
}

describe('R4: Postgres crashes before a decision is on disk', () => {
  it.each([
    ['change', 'while others decide', true],
    ['change', 'with nobody else there', false],
    ['create', 'while others decide', true],
    ['create', 'with nobody else there', false],
  ])('%s, %s: nothing was decided, the caller hears it, and may do it again', async (what, how, others) => {
    const runs = runsOn(direct);
    const id = `${what} ${how}`;
    if (what === 'change') accepted(await runs.create(starting(id)));
    const press = () =>
      what === 'change'
        ? runsOn(proxied).change(id, oneMore(`${id}-2`), `${id}-click`)
        : runsOn(proxied).create(starting(id), `${id}-click`);
    const pressed = press();
    const lost = await crashAtCommit(pressed);
    if (others) await compete(lost);
    proxy.heal();
    await expect(pressed).rejects.toThrow(/^db-unreachable: .*Nothing was changed/);
    expect((await runs.find(id))?.run.round).toBe(what === 'change' ? 0 : undefined);
    accepted(await press());
    expect((await runs.find(id))?.run.round).toBe(what === 'change' ? 1 : 0);
  });
});

describe('R4: Postgres crashes after a decision is on disk, and before it says so', () => {
  it('the decision stands, and is reported', async () => {
    const runs = runsOn(direct);
    accepted(await runs.create(starting('landed')));
    const hanging = proxy.hangAt('commit');
    const pressed = runsOn(proxied).change('landed', oneMore('landed-2'), 'landed-click');
    (await hanging).letThrough();
    await until('it is committed', async () => (await runs.find('landed'))?.run.round === 1);
    await crash();
    proxy.heal();
    expect(accepted(await pressed).state.run.round).toBe(1);
    expect(await runs.change('landed', oneMore('landed-3'), 'landed-click')).toEqual({ refused: 'repeated' });
  });
});
