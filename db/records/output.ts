import { send } from '../json.ts';
import type { Sender } from '../pool.ts';

const behind = `
  select sequence, text, at from outputs where attempt_id = $1 and sequence > $2::int order by sequence limit $3::int`;

type Row = { sequence: number; text: string; at: string };

export async function readOutput(
  on: Sender,
  attemptId: string,
  after: number,
  limit: number,
): Promise<{ sequence: number; text: string; at: Date }[]> {
  const rows = await send<Row>(on, behind, attemptId, after, limit);
  return rows.map(({ sequence, text, at }) => ({ sequence, text, at: new Date(at) }));
}
