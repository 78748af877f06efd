import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { entryKinds } from '../../src/core/ledger/entry.ts';
import type { Actor } from '../../src/core/people/actor.ts';
import { runStatuses } from '../../src/core/run/run.ts';
import { id, moment, oneOf } from './columns.ts';
import { projects } from './projects.ts';
import { runs } from './runs.ts';

/** An actor as `actorKeyOf` of the core names it. */
export const actorKey = `coalesce(actor ->> 'personId', 'client:' || (actor ->> 'clientId'), 'system:' || (actor ->> 'name'))`;

/** Which standing permission let a step pass, where one did. */
export const grantUsed = `(payload ->> 'grant')`;

/** Everything that happened: who, what, when, where, written in the transaction that made it so; insert-only. */
export const ledger = pgTable(
  'ledger',
  {
    id: id(),
    ordinal: bigint('ordinal', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    runId: text('run_id').references(() => runs.id),
    kind: text('kind', { enum: entryKinds }).notNull(),
    actor: jsonb('actor').$type<Actor>().notNull(),
    at: moment('at').notNull(),
    subject: jsonb('subject').$type<Record<string, string>>().notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    statusFrom: text('status_from', { enum: runStatuses }),
    statusTo: text('status_to', { enum: runStatuses }),
  },
  (table) => [
    oneOf('ledger_kind', table.kind, entryKinds),
    oneOf('ledger_status_from', table.statusFrom, runStatuses),
    oneOf('ledger_status_to', table.statusTo, runStatuses),
    check('ledger_status_whole', sql`${table.statusFrom} is null or ${table.statusTo} is not null`),
    index('ledger_of_run').on(table.runId, table.ordinal),
    index('ledger_of_project').on(table.projectId, table.ordinal),
    // Each entry pays for it; without it, a filter that finds little reads every entry there is. See db/records/activity.ts.
    index('ledger_of_actor').on(table.projectId, sql.raw(`(${actorKey})`), table.kind, table.ordinal),
    // Few entries name one: those alone are in it.
    index('ledger_of_grant')
      .on(sql.raw(grantUsed))
      .where(sql.raw(`${grantUsed} is not null`)),
  ],
);

/** The place of a ledger entry in its project's chain: each hash covers the entry and the hash before; insert-only. */
export const seals = pgTable(
  'seals',
  {
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    seq: integer('seq').notNull(),
    entryId: text('entry_id')
      .notNull()
      .unique('seals_entry')
      .references(() => ledger.id),
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.seq] })],
);

/** Ledger entries that wait for the sealer, put here by a trigger: what is to seal is found without searching the ledger. */
export const unsealed = pgTable('unsealed', {
  entryId: text('entry_id')
    .primaryKey()
    .references(() => ledger.id),
});
