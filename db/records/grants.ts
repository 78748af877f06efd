import type { GrantUse } from '../../src/core/records/records.ts';
import { send } from '../json.ts';
import type { Sender } from '../pool.ts';
import { grantUsed } from '../schema/ledger.ts';

/** The ledger entry of each step that a permission let pass names the permission. A partial index has only those entries. */
const uses = `
  select asked.id, used.times, used.last
  from json_array_elements_text($1::text::json) as asked(id) cross join lateral (
    select count(*)::int as times, max(at) as last from ledger where ${grantUsed} = asked.id and ${grantUsed} is not null
  ) used
  where used.times > 0`;

type Row = { id: string; times: number; last: string };

export async function readGrantUses(pool: Sender, grantIds: readonly string[]): Promise<Map<string, GrantUse>> {
  if (grantIds.length === 0) return new Map();
  const rows = await send<Row>(pool, uses, JSON.stringify(grantIds));
  return new Map(rows.map(({ id, times, last }) => [id, { times, last: new Date(last) }]));
}
