import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../db/client.ts';
import { createPostings } from '../../db/postings.ts';
import { createReminders } from '../../db/reminders.ts';
import type { Sender } from '../../db/pool.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import { planReminders } from '../../src/core/attention/plan.ts';
import type { Reminder } from '../../src/core/attention/reminder.ts';
import { attentionOf } from '../../src/core/attention/settings.ts';
import type { DueEffect } from '../../src/core/ports.ts';
import { holdReasons } from '../../src/core/run/run.ts';
import { blocking } from '../core/cards/sample.ts';
import { startTcpProxy, type TcpProxy } from '../fakes/tcp-proxy.ts';
import { at as asked, decide, project, sampleAsk, showing, starting } from './sample.ts';
import { accepted, freshStore, until } from './store.ts';

const store = freshStore();
const dispatched: DueEffect[] = [];
let other: Client;
let proxy: TcpProxy;
beforeAll(async () => {
  const url = new URL(store.url);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  other = connect(url.href, { max: 2 });
});
afterAll(async () => {
  await other.close();
  await proxy.close();
});

const minute = 60_000;
const after = (minutes: number): Date => new Date(asked.getTime() + minutes * minute);
const settings = attentionOf({});
const people = project.people.map((person) => ({ person, accounts: [{ surface: 'console' as const, user: 'ada' }] }));
const anyone: Ask['policy'] = { approvers: 'anyone-who-may-decide', quorum: 1, excluded: [] };

/** One process' round at this time; what it made. */
async function round(now: Date, client: Client = store.client): Promise<Reminder[]> {
  let planned: Reminder[] = [];
  const reminders = createReminders(client, (due) => void dispatched.push(...due));
  const made = await reminders.remind({ projectId: 'paper', settings, now }, (facts) => {
    planned = planReminders({
      ...facts,
      people,
      places: project.places,
      teamOf: () => ({ team: null }),
      settings,
      now,
    });
    return planned;
  });
  expect(made).toBe(planned.length);
  return planned;
}

const rows = <T extends Record<string, unknown>>(text: string): Promise<T[]> => store.client.pool.rows<T>(text, []);
const count = async (of: string): Promise<number> =>
  Number((await rows<{ n: string }>(`select count(*) as n from ${of}`))[0]?.n);
const postings = () => count("postings where subject_kind = 'reminder'");
let test = 0;
/** An id of this test alone. */
const own = (id: string): string => `${test}-${id}`;
const settled = () => rows("update outbox set done_at = now() where done_at is null and kind = 'converge'");

/** A run with open questions, so many minutes after the first. */
async function ask(opened: Record<string, number>): Promise<void> {
  const runId = own('run');
  accepted(await store.runs.create(starting(runId)));
  const asks = Object.entries(opened).map(([id, minutes]) =>
    sampleAsk(runId, own(id), { policy: anyone, openedAt: after(minutes) }),
  );
  const effects = asks.map(({ id }) => showing(runId, { kind: 'ask' as const, id }, 'gate'));
  accepted(await store.runs.change(runId, (state) => decide({ ...state, asks }, { effects })));
  await rows("update postings set ref_channel = 'C', ref_message = id where subject_kind = 'ask'");
}

const changeAsk = async (change: (asked: Ask) => Ask): Promise<void> =>
  void accepted(await store.runs.change(own('run'), (state) => decide({ ...state, asks: state.asks.map(change) })));

/** Questions of earlier tests are over. */
beforeEach(async () => {
  test += 1;
  for (const table of ['reminders', 'outbox', 'postings']) await rows(`delete from ${table}`);
  const outcome = JSON.stringify({ status: 'withdrawn', at: asked.toISOString() });
  await rows(`update asks set status = 'withdrawn', settled_at = now(), outcome = '${outcome}' where status = 'open'`);
  dispatched.length = 0;
});

describe('a reminder', () => {
  it('is kept with its posting and what is due of it, and is made once', async () => {
    await ask({ a: 0, b: 1 });
    expect(await round(after(14))).toEqual([]);
    expect(await round(after(15))).toHaveLength(1);
    expect(await round(after(15))).toEqual([]);
    const [row] = await rows('select ask_id, revision, step, person_id, user_id from reminders');
    expect(row).toEqual({ ask_id: own('a'), revision: 1, step: 0, person_id: 'ada', user_id: 'ada' });
    expect(dispatched.map(({ effect }) => effect)).toEqual([
      { do: 'converge', runId: own('run'), postingId: expect.stringMatching(/^post_/) as string },
    ]);
    expect(await postings()).toBe(1);
  });

  it('of what came meanwhile waits until the last one has gone out, and the interval is over', async () => {
    await ask({ a: 0, b: 1 });
    await round(after(15));
    expect(await round(after(40))).toEqual([]);
    await settled();
    expect((await round(after(40))).map(({ due }) => due.map(({ ask: { id } }) => id))).toEqual([[own('b')]]);
  });

  it('is not made of what stands nowhere', async () => {
    await ask({ a: 0 });
    await rows("update postings set lost = 'archived'");
    expect(await round(after(15))).toEqual([]);
    await rows('update postings set lost = null, ref_message = null');
    expect(await round(after(15))).toEqual([]);
    await rows("update postings set ref_message = id where subject_kind = 'ask'");
    expect(await round(after(15))).toHaveLength(1);
  });

  it('is not made while people hold its run, and the time begins anew as they let it go on', async () => {
    await ask({ a: 0 });
    const hold = (reason: string | null): Promise<unknown> =>
      rows(`update runs set hold_reason = ${reason === null ? 'null, hold_why = null, hold_by = null, hold_at = null' : `'${reason}', hold_why = '', hold_by = '', hold_at = now()`}, epoch = epoch + 1
        where id = '${own('run')}'`);
    for (const reason of holdReasons) {
      await hold(reason);
      const isMade = (await round(after(15))).length > 0;
      expect([reason, isMade]).toEqual([reason, reason === 'acknowledge']);
    }
    await settled();
    await hold(null);
    const entry = `'${own('entry')}', 'paper', '${own('run')}', 'run.resumed', '{"kind":"system","name":"timer"}', '${after(1000).toISOString()}', '{}', '{}'`;
    await rows(`insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload) values (${entry})`);
    // A step that was said is not said again.
    expect(await round(after(1239))).toEqual([]);
    expect((await round(after(1240))).map(({ due }) => due.map(({ step }) => step))).toEqual([[1]]);
  });

  it('is made of why a run has stopped itself, whoever holds it beneath: no Resume would help (P15)', async () => {
    await ask({ a: 0 });
    const { kind, subject, choices } = blocking;
    await rows(`update asks set kind = '${kind}', subject = '${JSON.stringify(subject)}', choices = '${JSON.stringify(choices)}'
      where run_id = '${own('run')}'`);
    await rows(`update runs set status = 'blocked', hold_reason = 'person', hold_why = '', hold_by = '', hold_at = now()
      where id = '${own('run')}'`);
    expect(await round(after(15))).toHaveLength(1);
  });

  it('says only what is still so: open, asked as it was, and of which nobody was reminded later', async () => {
    await ask({ a: 0, b: 0, c: 0 });
    await round(after(15));
    await settled();
    const [posting] = await createPostings(store.client).ofSubject({ kind: 'reminder', id: await reminderId() });
    const reminders = createReminders(store.client, () => undefined);
    const names = async () => (await reminders.find(posting!.subject.id))?.asks.map(({ ask: { id } }) => id) ?? null;
    expect(await names()).toEqual(['a', 'b', 'c'].map(own));
    await changeAsk((it) => (it.id === own('a') ? { ...it, revision: 2, revisedAt: after(16) } : it));
    expect(await names()).toEqual(['b', 'c'].map(own));
    const outcome = {
      status: 'withdrawn',
      choice: null,
      by: null,
      words: null,
      where: null,
      at: asked,
      why: 'x',
    } as const;
    accepted(
      await store.runs.change(own('run'), (state) => {
        const gone = state.asks
          .filter(({ id }) => id === own('b'))
          .map((it) => ({ ...it, status: 'withdrawn' as const, outcome }));
        return decide({ ...state, asks: state.asks.filter(({ id }) => id !== own('b')) }, { settled: gone });
      }),
    );
    expect(await names()).toEqual([own('c')]);
    await round(after(241));
    expect(await names()).toBeNull();
  });
});

const reminderId = async (): Promise<string> =>
  (await rows<{ id: string }>('select reminder_id as id from reminders order by at limit 1'))[0]!.id;

describe('several processes', () => {
  it('make each reminder once between them', async () => {
    await ask(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`q${n}`, n / 10])));
    for (const minutes of [15, 16, 17, 35, 50]) {
      await Promise.all(Array.from({ length: 6 }, (_, n) => round(after(minutes), n % 2 === 0 ? store.client : other)));
      await settled();
    }
    expect(await count('reminders')).toBe(40);
    const twice = await rows(
      'select ask_id from reminders group by ask_id, revision, step, person_id having count(*) > 1',
    );
    expect(twice).toEqual([]);
    // Whoever is called is called at most once in fifteen minutes: at 15 and 35 minutes.
    expect(await postings()).toBe(2);
  });

  it('plan on what the others have said; without the lock, one person is called twice at once', async () => {
    const both = async (lock: boolean): Promise<number> => {
      const gate = meeting(2);
      const clients = [held(store.client, gate, lock), held(other, gate, lock)];
      const rounds = clients.map((client, n) => round(after(15 + n), client).finally(gate.leave));
      return (await Promise.all(rounds)).flat().length;
    };
    await ask({ a: 0, b: 1 });
    expect(await both(true)).toBe(1);
    await rows('truncate reminders, outbox');
    await rows("delete from postings where subject_kind = 'reminder'");
    expect(await both(false)).toBe(2);
  });

  it.each([
    ['before its commit', false],
    ['after it, and never hears of it', true],
  ])('leave no half of it where one dies %s, and the next goes on from there', async (_, delivered) => {
    await ask({ a: 0 });
    const cut = proxy.cutAt('commit', delivered);
    await expect(round(after(15), other)).rejects.toThrow();
    await cut;
    await until('what is kept', async () => (await count('reminders')) === 1 || (await round(after(15))).length > 0);
    expect([await count('reminders'), await postings()]).toEqual([1, 1]);
    expect(
      await count(
        "outbox where kind = 'converge' and payload ->> 'postingId' in (select id from postings where subject_kind = 'reminder')",
      ),
    ).toBe(1);
    expect(await round(after(15))).toEqual([]);
  });

  it('wait for nobody who hangs', async () => {
    await ask({ a: 0 });
    const hanging = round(after(15), other);
    hanging.catch(() => undefined);
    const held = await proxy.hangAt('commit');
    expect(await round(after(15))).toEqual([]);
    held.letThrough();
    proxy.heal();
    await expect(hanging).rejects.toThrow();
    await until('the commit', async () => (await count('reminders')) === 1);
    expect(await round(after(15))).toEqual([]);
  });
});

/** Where so many meet before any of them writes; who leaves is not waited for. */
function meeting(size: number) {
  let [here, gone] = [0, 0];
  const isOver = (): boolean => here + gone >= size;
  return {
    leave: () => void (gone += 1),
    arrive: async () => {
      here += 1;
      await until('the other', isOver);
    },
  };
}

/** The same client, held before it writes reminders; its lock may be taken away. */
function held(client: Client, gate: ReturnType<typeof meeting>, lock: boolean): Client {
  const through = (connection: Sender): Sender =>
    Object.assign(Object.create(connection) as Sender, {
      rows: async <T>(text: string, values: Parameters<Sender['rows']>[1]): Promise<T[]> => {
        if (/insert into "?reminders/.test(text)) await gate.arrive();
        const isLock = text.startsWith('select from projects');
        return connection.rows<T>(isLock && !lock ? text.replace(/ for .*/, '') : text, values);
      },
    });
  const use: Client['pool']['use'] = (body) =>
    client.pool.use((connection) => body(through(connection) as typeof connection));
  return { ...client, pool: Object.assign(Object.create(client.pool) as Client['pool'], { use }) };
}
