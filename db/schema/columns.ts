import { sql } from 'drizzle-orm';
import { bigint, check, integer, jsonb, text, timestamp, type PgColumn } from 'drizzle-orm/pg-core';
import type { Feedback } from '../../src/core/run/run.ts';
import type { Where } from '../../src/core/people/actor.ts';

/** To the millisecond, as a JavaScript Date counts: what is written is what is read back. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** Whole micro-dollars or tokens: exact in a double up to nine billion dollars. */
export const amount = (name: string) => bigint(name, { mode: 'number' });

export const spending = {
  spentMicroUsd: amount('spent_micro_usd').notNull(),
  spentInputTokens: amount('spent_input_tokens').notNull(),
  spentOutputTokens: amount('spent_output_tokens').notNull(),
};

/** JSON has no Date: whoever reads `feedback` gives its times back their type. */
export type Stored<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };

export const feedback = () => jsonb('feedback').$type<Stored<Feedback>[]>().notNull();

/** Surface, channel and thread; named so because `where` is SQL's own word. */
export const location = () => jsonb('location').$type<Where>();

export const id = () => text('id').primaryKey();

export const number = () => integer('number').notNull();

/** A closed set of words: a value that this program does not know is refused by the database too. */
export const oneOf = (name: string, column: PgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`);
