import { index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { CardSubject } from '../../src/core/effect.ts';
import { surfaces } from '../../src/core/project/definition.ts';
import { id, oneOf } from './columns.ts';
import { runs } from './runs.ts';

const subjectKinds: readonly [CardSubject['kind'], ...CardSubject['kind'][]] = ['run', 'ask', 'message', 'reminder'];

/** One copy of a card at one place on one surface: which message it is there, and which revision it shows. */
export const postings = pgTable(
  'postings',
  {
    id: id(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id),
    subjectKind: text('subject_kind', { enum: subjectKinds }).notNull(),
    subjectId: text('subject_id').notNull(),
    surface: text('surface', { enum: surfaces }).notNull(),
    channel: text('channel').notNull(),
    refChannel: text('ref_channel'),
    refThread: text('ref_thread'),
    refMessage: text('ref_message'),
    /** Of a run: the messages that headed its thread in this channel before this one. */
    formerHeads: text('former_heads').array().notNull().default([]),
    shown: integer('shown').notNull().default(0),
    lost: text('lost'),
  },
  (table) => [
    oneOf('postings_subject_kind', table.subjectKind, subjectKinds),
    oneOf('postings_surface', table.surface, surfaces),
    unique('postings_one_each').on(table.subjectKind, table.subjectId, table.surface, table.channel),
    unique('postings_ref').on(table.surface, table.refChannel, table.refMessage),
    index('postings_of_run').on(table.runId),
    index('postings_of_thread').on(table.surface, table.refChannel, table.refThread),
    index('postings_of_former_head').using('gin', table.formerHeads),
  ],
);
