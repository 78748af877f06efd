import { sql } from 'drizzle-orm';
import type { ConsoleHint } from '../../src/core/console/messages.ts';
import type { Db } from '../client.ts';

export const consoleTopic = 'wheelhouse_console';

/** Notifies all processes when the transaction commits. */
export const hint = (writer: Pick<Db, 'execute'>, what: ConsoleHint) =>
  writer.execute(sql`select pg_notify(${consoleTopic}, ${JSON.stringify(what)})`);
