import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { createRecords } from '../../../db/records.ts';
import { freshDatabase } from '../../setup/database.ts';
import { fill } from './volume.ts';

describe('how often a standing permission was used', () => {
  const database = freshDatabase();
  let client: Client;
  beforeAll(async () => {
    await migrate(database.url);
    client = connect(database.url, { max: 2 });
    await fill(client.sql, { runs: 1, days: 1, until: new Date() });
  });
  afterAll(() => client.close());

  const step = (id: string, grant: string | null, at: string) => client.sql`
    insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload)
    values (${id}, 'paper', null, 'attempt.step_begun', '{"kind": "system", "name": "worker"}', ${at}, '{}',
      ${JSON.stringify({ step: 1, grant })}::text::jsonb)`;

  it('is counted by the steps that it let pass, and by no others', async () => {
    await step('s1', 'grant_a', '2026-11-20T10:00:00Z');
    await step('s2', 'grant_a', '2026-11-20T11:00:00Z');
    await step('s3', 'grant_b', '2026-11-20T09:00:00Z');
    await step('s4', null, '2026-11-20T12:00:00Z');
    const uses = await createRecords(client).grantUses(['grant_a', 'grant_c']);
    expect([...uses]).toEqual([['grant_a', { times: 2, last: new Date('2026-11-20T11:00:00Z') }]]);
    expect(await createRecords(client).grantUses([])).toEqual(new Map());
  });

  it('is read from an index that has those steps alone', async () => {
    const plan = await client.sql.begin(async (tx) => {
      await tx`set local enable_seqscan = off`;
      return tx<{ 'QUERY PLAN': string }[]>`
        explain select count(*) from ledger where (payload ->> 'grant') = 'a' and (payload ->> 'grant') is not null`;
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('ledger_of_grant');
  });
});
