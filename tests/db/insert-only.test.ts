import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../src/core/outage.ts';
import {
  decide,
  sampleAnswer,
  sampleArtifact,
  sampleAsk,
  sampleEntry,
  sampleMessage,
  sampleVersion,
  starting,
} from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const run = (statement: string) => store.client.db.execute(sql.raw(statement));
/** What Postgres says of it: the SQLSTATE, or nothing. */
const attempt = async (statement: string): Promise<string | undefined> => run(statement).then(() => undefined, codeOf);

beforeAll(async () => {
  accepted(await store.runs.create(starting('old')));
  const version = sampleVersion('old.notes', 1, 'first');
  accepted(
    await store.runs.change('old', (state) =>
      decide(
        {
          ...state,
          artifacts: [sampleArtifact('old', 'notes', { canon: version, latest: 1 })],
          asks: [sampleAsk('old', 'old-ask', { answers: [sampleAnswer('old-answer', 'ada')] })],
          messages: [sampleMessage('old', 'old-words')],
        },
        {
          versions: [version],
          bodies: [{ digest: version.digest, text: 'first' }],
          entries: [sampleEntry('old', 'old-2')],
        },
      ),
    ),
  );
  await run(`insert into seals values ('paper', 1, 'old-2', 'p', 'h')`);
});

describe('rows that are insert-only', () => {
  it.each([
    `update versions set length = 0`,
    `update answers set choice = 'reject'`,
    `update checkpoints set stage = 9`,
    `update ledger set kind = 'run.failed'`,
    `update seals set hash = ''`,
    `update definitions set definition = '{}'`,
    `update messages set author = 'eve'`,
    `update messages set digest = (select digest from bodies where text = 'first')`,
    `update bodies set text = 'other words'`,
    `update runs set trigger_id = 'another'`,
    `delete from versions`,
    `delete from answers`,
    `delete from checkpoints`,
    `delete from ledger`,
    `delete from seals`,
    `delete from definitions`,
    `delete from messages`,
    `delete from bodies`,
    `truncate seals`,
    `truncate ledger cascade`,
    `truncate answers`,
  ])('refuse: %s', async (statement) => {
    expect(await attempt(statement)).toBe('23000');
    // The positive control: with the guard taken away, the same statement touches something.
    const touched = store.client.sql.begin(async (tx) => {
      await tx.unsafe('set local session_replication_role = replica');
      const { count } = await tx.unsafe(statement);
      throw new Error(`touched ${statement.startsWith('truncate') ? 'all' : count}`);
    });
    await expect(touched).rejects.toThrow(/^touched (all|[1-9])/);
  });

  it('still let a message be delivered, and a text be redacted', async () => {
    await run(`update messages set status = 'delivered', delivered_to = 'old-attempt-1'`);
    await run(`update bodies set text = null`);
    expect((await store.runs.find('old'))?.messages).toMatchObject([{ id: 'old-words', text: '', author: 'ada' }]);
  });
});

describe('every table', () => {
  it('says in a sentence what it is for', async () => {
    const rows = await store.client.sql<{ name: string; prose: string | null }[]>`
      select relname as name, obj_description(oid) as prose from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'console%'`;
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter(({ prose }) => !prose?.endsWith('.'))).toEqual([]);
  });
});
