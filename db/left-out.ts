import type { PgTable } from 'drizzle-orm/pg-core';
import type { InferSelectModel } from 'drizzle-orm';
import { DbError } from './error.ts';
import { refuseUnknown } from './json.ts';

/** Hears why a list leaves a row out. */
export type OnLeftOut = (why: DbError) => void;

/** What a list can tell: one row that a newer program wrote must not hide the others. */
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

/** A row as drizzle reads it, which looks at no word: refused as `fromJson` refuses it. */
export function known<T extends PgTable>(table: T, row: InferSelectModel<T>): InferSelectModel<T> {
  refuseUnknown(table, (key) => row[key as keyof typeof row]);
  return row;
}

/** Each word is told once: a list is read with every look at a page. */
export function oncePerWord(tell: OnLeftOut): OnLeftOut {
  const told = new Set<string>();
  return (why) => {
    if (told.has(why.message)) return;
    told.add(why.message);
    tell(why);
  };
}
