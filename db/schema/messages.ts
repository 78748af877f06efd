import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { surfaces } from '../../src/core/project/definition.ts';
import { messageStatuses, steerPolicies, type Message } from '../../src/core/steering/message.ts';
import { bodies } from './artifacts.ts';
import { attempts } from './attempts.ts';
import { id, location, moment, oneOf } from './columns.ts';
import { runs } from './runs.ts';

const origins: readonly [Message['origin'], ...Message['origin'][]] = ['person', 'role', 'system'];
const kinds: readonly [Message['kind'], ...Message['kind'][]] = ['steering', 'talk', 'draft', 'summary'];

/** Words said in a run's thread, named by digest; only their delivery may change. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    runId: text('run_id')
      .notNull()
      .references((): AnyPgColumn => runs.id),
    origin: text('origin', { enum: origins }).notNull(),
    author: text('author').notNull(),
    authorName: text('author_name').notNull(),
    digest: text('digest')
      .notNull()
      .references(() => bodies.digest),
    kind: text('kind', { enum: kinds }).notNull(),
    rehearsal: boolean('rehearsal').notNull(),
    metadata: jsonb('metadata').$type<unknown>(),
    status: text('status', { enum: messageStatuses }).notNull(),
    deliveredTo: text('delivered_to').references(() => attempts.id),
    location: location(),
    policy: text('policy', { enum: steerPolicies }),
    afterStage: integer('after_stage'),
    sourceSurface: text('source_surface', { enum: surfaces }),
    sourceChannel: text('source_channel'),
    sourceMessage: text('source_message'),
    sourceMark: text('source_mark'),
    replaces: text('replaces').references((): AnyPgColumn => messages.id),
    at: moment('at').notNull(),
  },
  (table) => [
    oneOf('messages_origin', table.origin, origins),
    oneOf('messages_kind', table.kind, kinds),
    oneOf('messages_status', table.status, messageStatuses),
    oneOf('messages_policy', table.policy, steerPolicies),
    oneOf('messages_source_surface', table.sourceSurface, surfaces),
    // A message of a surface is said to one run once; what becomes of it after that is one line of changes.
    uniqueIndex('messages_source')
      .on(table.sourceSurface, table.sourceChannel, table.sourceMessage)
      .where(sql`${table.replaces} is null`),
    uniqueIndex('messages_replaced_once').on(table.replaces),
    index('messages_of_source').on(table.sourceSurface, table.sourceChannel, table.sourceMessage),
    index('messages_of_run').on(table.runId, table.at),
    index('messages_in_hand')
      .on(table.runId)
      .where(sql`${table.status} in ('queued', 'delivered')`),
  ],
);
