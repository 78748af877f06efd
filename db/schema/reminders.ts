import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { asks } from './asks.ts';
import { moment } from './columns.ts';
import { projects } from './projects.ts';

/** Who was reminded of which question, and when: once for each revision and step. Several make one message. */
export const reminders = pgTable(
  'reminders',
  {
    askId: text('ask_id')
      .notNull()
      .references(() => asks.id),
    revision: integer('revision').notNull(),
    /** Of the project's `after`, from 0 on. */
    step: integer('step').notNull(),
    /** Empty where nobody who may answer is known by name. */
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    /** Of their account on the surface where they are called; null where they have none there. */
    userId: text('user_id'),
    /** The message: postings name it. */
    reminderId: text('reminder_id').notNull(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.askId, table.revision, table.step, table.personId] }),
    index('reminders_of_message').on(table.reminderId),
    index('reminders_lately').on(table.projectId, table.at),
  ],
);
