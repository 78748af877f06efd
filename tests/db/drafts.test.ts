import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../db/client.ts';
import { createDrafts } from '../../db/drafts.ts';
import { migrate } from '../../db/migrate.ts';
import { createSweep } from '../../db/sweep.ts';
import type { Form } from '../../src/core/cards/card.ts';
import type { Draft, Drafts } from '../../src/core/drafts.ts';
import { freshDatabase } from '../setup/database.ts';

const database = freshDatabase();
const start = Date.parse('2026-11-21T12:00:00Z');
/** So many minutes after the start. */
const at = (minutes: number): Date => new Date(start + minutes * 60_000);

const form: Form = {
  token: 'f.message.run_1',
  title: 'Message',
  intro: ['The next stage begins ', { time: at(3) }, '.'],
  blocks: [{ kind: 'quote', label: 'Draft', text: 'A ship.', cut: false }],
  fields: [
    { name: 'time', label: 'Time', help: null, required: true, value: '2026-11-21T12:00:00.000Z', kind: 'line' },
  ],
  submit: 'Send',
  danger: false,
  problems: { time: 'Write it as 12:00.' },
};

const draft = (id: string, user = 'U1', team = 'G1'): Draft => ({
  ...{ id, account: { surface: 'discord', team, user }, form },
  where: { surface: 'discord', channel: 'C1', thread: 'T1' },
  on: { channel: 'C1', thread: null, message: 'M1' },
});

describe('a form that somebody has begun to fill in', () => {
  let client: Client;
  let drafts: Drafts;
  beforeAll(async () => {
    await migrate(database.url);
    client = connect(database.url, { max: 4 });
    drafts = createDrafts(client);
  });
  afterAll(() => client.close());

  const find = (id: string, user: string, minutes: number): Promise<Draft | null> =>
    drafts.find(id, { surface: 'discord', user }, at(minutes));

  it('comes back as it was, the times in its words included', async () => {
    await drafts.keep(draft('whole'), at(15));
    expect(await find('whole', 'U1', 1)).toEqual(draft('whole'));
  });

  it('is nobody’s but its owner’s, and nobody else’s is written over it', async () => {
    await drafts.keep(draft('mine'), at(15));
    await drafts.keep({ ...draft('mine', 'U2'), form: { ...form, title: 'Theirs' } }, at(15));
    await drafts.keep({ ...draft('mine', 'U1', 'G2'), form: { ...form, title: 'Elsewhere' } }, at(15));
    expect(await find('mine', 'U2', 1)).toBeNull();
    expect((await find('mine', 'U1', 1))?.form.title).toBe('Message');
  });

  it('has what was typed last, and longer to live', async () => {
    await drafts.keep(draft('typed'), at(15));
    await drafts.keep({ ...draft('typed'), form: { ...form, title: 'Typed' } }, at(30));
    expect((await find('typed', 'U1', 20))?.form.title).toBe('Typed');
  });

  it('is gone when it has served, and when its time is over', async () => {
    await drafts.keep(draft('served'), at(15));
    await drafts.keep(draft('old'), at(15));
    await drafts.drop('served');
    expect(await find('served', 'U1', 1)).toBeNull();
    expect(await find('old', 'U1', 14)).not.toBeNull();
    expect(await find('old', 'U1', 15)).toBeNull();
  });

  it('leaves nothing behind when its time is over', async () => {
    const count = (): Promise<unknown[]> => client.pool.rows('select id from drafts where id like $1', ['swept%']);
    await drafts.keep(draft('swept-old'), new Date(Date.now() - 1000));
    await drafts.keep(draft('swept-new'), new Date(Date.now() + 60_000));
    expect(await count()).toHaveLength(2);
    await createSweep(client).prune(new Date(0), 100);
    expect(await count()).toEqual([{ id: 'swept-new' }]);
  });
});
