import type { PgTable } from 'drizzle-orm/pg-core';
import type { InferSelectModel } from 'drizzle-orm';
import { DbError } from './error.ts';
import { refuseUnknown } from './json.ts';

/** Is told why a list leaves out a row. */
export type OnLeftOut = (why: DbError) => void;

/** Reads the rows of a list, and leaves out those that a newer program wrote and this one can't read: one such row must not hide the others. */
export function readable<R, T>(rows: readonly R[], read: (row: R) => T, onLeftOut: OnLeftOut): T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof DbError) || error.code !== 'db-unknown-value') throw error;
      onLeftOut(error);
      return [];
    }
  });
}

/** The row, unless it holds unknown words: drizzle doesn't check them, so this throws as `fromJson` does. */
export function known<T extends PgTable>(table: T, row: InferSelectModel<T>): InferSelectModel<T> {
  refuseUnknown(table, (key) => row[key as keyof typeof row]);
  return row;
}

/** Reports each unknown word once, since lists are read each time that somebody looks at a page. */
export function oncePerWord(tell: OnLeftOut): OnLeftOut {
  const told = new Set<string>();
  return (why) => {
    if (told.has(why.message)) return;
    told.add(why.message);
    tell(why);
  };
}
