import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../db/client.ts';
import { createHints } from '../../db/hints.ts';
import { createRuns } from '../../db/runs.ts';
import type { Runs } from '../../src/core/ports.ts';
import { startTcpProxy, type TcpProxy } from '../fakes/tcp-proxy.ts';
import { oneMore, starting } from './sample.ts';
import { accepted, freshStore, until } from './store.ts';

const store = freshStore();
let proxy: TcpProxy;
let clients: Client[] = [];
let url: URL;

beforeAll(async () => {
  url = new URL(store.url);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port || 5432) });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});
afterAll(() => proxy.close());

/** A store behind the proxy, on a new connection: the first COMMIT on it is sent in words, later ones as a prepared name. */
function throughProxy(): Runs {
  const client = connect(url.href, { max: 1 });
  clients.push(client);
  return createRuns(client, { onCommitted: () => undefined, onError: () => undefined });
}

const roundOf = async (runId: string) => (await store.runs.find(runId))?.run.round;

describe('R4: the connection dies while a decision is committed', () => {
  it('and it was committed: the decision stands, and is reported', async () => {
    accepted(await store.runs.create(starting('landed')));
    const runs = throughProxy();
    const cut = proxy.cutAt('commit', true);
    const decision = accepted(await runs.change('landed', oneMore('landed-2'), 'landed-click'));
    await cut;
    expect(decision.state.run.round).toBe(1);
    expect(await roundOf('landed')).toBe(1);
    expect(await runs.change('landed', oneMore('landed-3'), 'landed-click')).toEqual({ refused: 'repeated' });
  });

  it('and it was not: the caller hears that nothing was changed, and may do it again', async () => {
    accepted(await store.runs.create(starting('fallen')));
    const runs = throughProxy();
    const cut = proxy.cutAt('commit', false);
    await expect(runs.change('fallen', oneMore('fallen-2'), 'fallen-click')).rejects.toThrow('db-unreachable');
    await cut;
    expect(await roundOf('fallen')).toBe(0);
    accepted(await runs.change('fallen', oneMore('fallen-2'), 'fallen-click'));
    expect(await roundOf('fallen')).toBe(1);
  });

  it.each([[true], [false]])('which holds for a new run too: committed is %s', async (committed) => {
    const id = `born ${committed}`;
    const cut = proxy.cutAt('commit', committed);
    const outcome = throughProxy().create(starting(id), `${id}-click`);
    if (committed) accepted(await outcome);
    else await expect(outcome).rejects.toThrow('db-unreachable');
    await cut;
    expect((await store.runs.find(id))?.run.id).toBe(committed ? id : undefined);
    const again = await throughProxy().create(starting(id), `${id}-click`);
    expect(again).toMatchObject(committed ? { refused: 'repeated' } : { state: { run: { id } } });
  });

  it('and for what nobody delivered', async () => {
    accepted(await store.runs.create(starting('own')));
    const cut = proxy.cutAt('commit', true);
    accepted(await throughProxy().change('own', oneMore('own-2')));
    await cut;
    const lost = proxy.cutAt('commit', false);
    await expect(throughProxy().change('own', oneMore('own-3'))).rejects.toThrow('db-unreachable');
    await lost;
    expect(await roundOf('own')).toBe(1);
  });
});

/** The connections that wait for another one's transaction to end. */
const waiting = async () =>
  (await store.client.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    .length;

describe('R4: the client is cut off at the COMMIT, and Postgres does not know yet', () => {
  it.each([
    ['change', 'a run that is there'],
    ['create', 'a new run'],
  ])('a COMMIT that arrives late still counts: %s of %s', async (what) => {
    const id = `late ${what}`;
    if (what === 'change') accepted(await store.runs.create(starting(id)));
    const runs = throughProxy();
    const hanging = proxy.hangAt('commit');
    const outcome = what === 'change' ? runs.change(id, oneMore(`${id}-2`)) : runs.create(starting(id), 'late-click');
    outcome.catch(() => undefined);
    const server = await hanging;
    proxy.heal();
    await until('the answer waits for the old transaction', async () => (await waiting()) > 0);
    expect(await roundOf(id)).toBe(what === 'change' ? 0 : undefined);
    server.letThrough();
    accepted(await outcome);
    expect(await roundOf(id)).toBe(what === 'change' ? 1 : 0);
  });

  it('another process that acts upon the same delivery meanwhile is not taken for this one', async () => {
    accepted(await store.runs.create(starting('double')));
    const hanging = proxy.hangAt('commit');
    const outcome = throughProxy().change('double', oneMore('double-2'), 'double-click');
    const lost = expect(outcome).rejects.toThrow('db-unreachable');
    await hanging;
    proxy.refuse();
    accepted(await store.runs.change('double', oneMore('double-3'), 'double-click'));
    proxy.heal();
    await lost;
    expect(await roundOf('double')).toBe(1);
  });
});

describe('R3: Postgres goes away and comes back', () => {
  it.each([
    ['before it reads', 'for no key update', false],
    ['while it reads', 'for no key update', true],
    ['before it writes', 'insert into ledger', false],
    ['while it writes', 'insert into ledger', true],
  ])(
    'in the middle of a decision, %s: nothing of it stays, and the connection is as good as new',
    async (n, bytes, deliver) => {
      const id = `torn ${n}`;
      accepted(await store.runs.create(starting(id)));
      const runs = throughProxy();
      const cut = proxy.cutAt(bytes, deliver);
      await expect(runs.change(id, oneMore(`${id}-2`))).rejects.toThrow(/^db-unreachable/);
      await cut;
      const outcomes = await Promise.all([3, 4, 5].map((m) => runs.change(id, oneMore(`${id}-${m}`))));
      expect(outcomes.map((outcome) => accepted(outcome).state.run.round)).toEqual([1, 2, 3]);
      expect((await runs.find(id))?.run.round).toBe(3);
    },
  );

  it('fails clearly meanwhile, and works again without a restart', async () => {
    const runs = throughProxy();
    accepted(await runs.create(starting('patient')));
    proxy.refuse();
    await expect(runs.change('patient', oneMore('patient-2'))).rejects.toThrow(/^db-unreachable: .*try again/);
    proxy.heal();
    await until('the pool has recovered', () => runs.find('patient').catch(() => null));
    accepted(await runs.change('patient', oneMore('patient-2')));
    expect(await roundOf('patient')).toBe(1);
  });

  it('again and again, under load: what was reported is in the ledger, what failed is not, and hints are heard again', async () => {
    accepted(await store.runs.create(starting('stormy')));
    const client = connect(store.url, { max: 4 });
    clients.push(client);
    const runs = createRuns(client, { onCommitted: () => undefined, onError: () => undefined });
    const heard: string[] = [];
    (await createHints(client)).onRun((id) => heard.push(id));
    const done: string[] = [];
    const failed: string[] = [];
    let n = 0;
    let calm = false;
    const press = async (): Promise<void> => {
      while (!calm) {
        const entry = `stormy-${n++}`;
        await runs.change('stormy', oneMore(entry), entry).then(
          (outcome) => (accepted(outcome), done.push(entry)),
          () => failed.push(entry),
        );
      }
    };
    const pressing = Promise.all(Array.from({ length: 8 }, press));
    for (let strike = 0; strike < 10; strike++) {
      const before = done.length;
      await until('work goes on', () => done.length > before + 5);
      await store.client.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'wheelhouse' and pid <> pg_backend_pid()`;
    }
    calm = true;
    await pressing;
    const rows = await store.client.sql<{ id: string }[]>`select id from ledger where run_id = 'stormy'`;
    const written = new Set(rows.map(({ id }) => id));
    expect(failed.length).toBeGreaterThan(0);
    expect(done.filter((entry) => !written.has(entry))).toEqual([]);
    expect(failed.filter((entry) => written.has(entry))).toEqual([]);

    heard.length = 0;
    await until('hints are heard again', async () => {
      accepted(await runs.change('stormy', oneMore(`stormy-${n++}`)));
      return heard.includes('stormy');
    });
  });
});
