import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  decide,
  sampleAnswer,
  sampleArtifact,
  sampleAsk,
  sampleAttempt,
  sampleEntry,
  sampleVersion,
  starting,
} from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();

beforeAll(async () => {
  accepted(await store.runs.create(starting('base')));
  const version = sampleVersion('base.notes', 1, 'first');
  accepted(
    await store.runs.change('base', (state) =>
      decide(
        {
          ...state,
          attempts: [{ ...state.attempts[0]!, status: 'running', clearedBy: 'base-ask' }],
          artifacts: [sampleArtifact('base', 'notes', { canon: version, latest: 1 })],
          asks: [sampleAsk('base', 'base-ask', { answers: [sampleAnswer('base-answer', 'ada')] })],
        },
        {
          versions: [version],
          bodies: [{ digest: version.digest, text: 'first' }],
          entries: [sampleEntry('base', 'base-2')],
        },
      ),
    ),
  );
});

/** Copies a row of the table with these columns changed: everything else about it is sound. */
const copy = (table: string, where: string, changes: Record<string, unknown>) =>
  store.client.db.execute(sql`
    insert into ${sql.raw(table)} overriding user value
    select (jsonb_populate_record(row, ${JSON.stringify(changes)}::jsonb)).* from ${sql.raw(table)} row where ${sql.raw(where)}`);

const run = { id: 'copy', trigger_id: 'copied' };
const attempt = { id: 'copy', number: 2, status: 'queued', cleared_by: null };

describe('the database refuses', () => {
  it.each([
    ['a run without a trigger', 'runs', { ...run, trigger_id: null }, 'trigger_id'],
    ['a run with an empty trigger', 'runs', { ...run, trigger_id: '' }, 'runs_trigger_named'],
    ['a second run of one trigger', 'runs', { id: 'copy' }, 'runs_trigger_id'],
    ['a run from an unknown source', 'runs', { ...run, trigger_source: 'reaction' }, 'runs_trigger_source'],
    ['a run in an unknown status', 'runs', { ...run, status: 'thinking' }, 'runs_status'],
    ['half a hold', 'runs', { ...run, hold_reason: 'person' }, 'runs_hold_whole'],
    [
      'a recommendation that is not there',
      'runs',
      { ...run, recommended_by: 'none' },
      'runs_recommended_by_asks_id_fk',
    ],
    [
      'a summary that is not there',
      'runs',
      { ...run, run_summary_message_id: 'x' },
      'runs_run_summary_message_id_messages_id_fk',
    ],
    ['two attempts with one number', 'attempts', { ...attempt, number: 1 }, 'attempts_number'],
    ['two running attempts', 'attempts', { ...attempt, status: 'running' }, 'attempts_one_running'],
    ['an approval used twice', 'attempts', { ...attempt, cleared_by: 'base-ask' }, 'attempts_cleared_by'],
    ['half a lease', 'attempts', { ...attempt, lease_token: 't' }, 'attempts_lease_whole'],
    ['two checkpoints with one number', 'checkpoints', { stage: 1 }, 'checkpoints_run_id_number_pk'],
    ['two votes of one person on one revision', 'answers', { id: 'copy' }, 'answers_one_each'],
    ['an open Ask with an outcome', 'asks', { id: 'copy', outcome: {} }, 'asks_settled_with_outcome'],
    ['a settled Ask without one', 'asks', { id: 'copy', status: 'decided' }, 'asks_settled_with_outcome'],
    ['an outcome without its time', 'asks', { id: 'copy', status: 'decided', outcome: {} }, 'asks_timed_outcome'],
    ['two versions with one number', 'versions', { length: 1 }, 'versions_artifact_id_number_pk'],
    ['a version on a base that is not there', 'versions', { number: 3, base: 2 }, 'versions_base'],
    ['a version without its text', 'versions', { number: 2, digest: 'none' }, 'versions_digest_bodies_digest_fk'],
    ['two artifacts of one name', 'artifacts', { id: 'copy' }, 'artifacts_name'],
    ['a canon that was never made', 'artifacts', { id: 'copy', name: 'x', canon: 2 }, 'artifacts_canon_exists'],
    ['a canon that is not there', 'artifacts', { id: 'copy', name: 'x', canon: 1 }, 'artifacts_canon'],
    ['one ledger entry twice', 'ledger', { at: '2026-01-01' }, 'ledger_pkey'],
    ['a second card of one subject at one place', 'postings', { id: 'copy' }, 'postings_one_each'],
    ['one effect due twice', 'outbox', { id: 'copy' }, 'outbox_due_once'],
  ])('%s', async (_what, table, changes, constraint) => {
    const first = `ctid = (select min(ctid) from ${table})`;
    await expect(copy(table, first, changes)).rejects.toMatchObject({
      cause: { message: expect.stringContaining(constraint) },
    });
  });

  it('nothing of a copy that keeps to the rules', async () => {
    await copy('runs', `id = 'base'`, run);
    await copy('attempts', `run_id = 'base'`, attempt);
    await copy('answers', `id = 'base-answer'`, { id: 'copy', person_id: 'ben' });
    await copy('outbox', `kind = 'converge'`, { id: 'copy', done_at: '2026-01-01' });
  });

  it('a decision that would break them, whole', async () => {
    const broken = store.runs.change('base', (state) =>
      decide(
        { ...state, attempts: [...state.attempts, sampleAttempt('base', 3, { status: 'running' })] },
        {
          entries: [sampleEntry('base', 'base-3')],
        },
      ),
    );
    await expect(broken).rejects.toThrow('attempts_one_running');
    const rows = await store.client.sql`select from ledger where id = 'base-3'`;
    expect(rows.length).toBe(0);
  });
});
