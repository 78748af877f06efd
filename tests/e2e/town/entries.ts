import type { Engine } from '../kill/engine.ts';
import { withSql } from '../kill/team.ts';

/** How many entries of this kind the ledger has. */
export const entries = ({ engine }: { engine: Engine }, kind: string): Promise<number> =>
  withSql(engine, async (sql) => (await sql`select from ledger where kind = ${kind}`).length);
