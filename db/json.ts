import { getTableColumns, getTableName, type InferInsertModel, type InferSelectModel } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { DbError } from './error.ts';
import type { Sender } from './pool.ts';

/**
 * On the hot path, whole rows are sent as JSON, by statements whose text never varies: each is prepared once per connection,
 * and no query is built at run time. Built by drizzle each time, a change took three times as much processor time.
 */

export type Json = Record<string, unknown>;

/** Sends a statement at once, in the order of the calls. In a transaction, its failure aborts the transaction even if nobody awaits it. */
export const send = <T extends Json = Json>(on: Sender, text: string, ...values: unknown[]): Promise<T[]> =>
  on.rows<T>(text, values.map(toParameter));

const toParameter = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' || value === null ? value : JSON.stringify(value);

/** Converts a row from Postgres' JSON to the types of the schema. Throws a DbError (`db-unknown-value`) for a word that the schema doesn't know. */
export function fromJson<T extends PgTable>(table: T, json: Json): InferSelectModel<T> {
  refuseUnknown(table, (_, column) => json[column.name]);
  const values = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const value = json[column.name];
    return [key, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(values) as InferSelectModel<T>;
}

/** Throws a DbError (`db-unknown-value`) if a column with a closed set of words holds another word. */
export function refuseUnknown(table: PgTable, valueOf: (key: string, column: PgColumn) => unknown): void {
  for (const [key, column] of Object.entries(getTableColumns(table))) {
    const value = valueOf(key, column);
    if (isUnknown(column, value)) throw unknownValue(table, column, value);
  }
}

/** During an upgrade, a newer program may write words for which this one has no rules. Guessing what they mean could decide something wrongly. */
const isUnknown = ({ enumValues }: PgColumn, value: unknown): boolean =>
  enumValues !== undefined && enumValues.length > 0 && typeof value === 'string' && !enumValues.includes(value);

const unknownValue = (table: PgTable, column: PgColumn, value: unknown): DbError =>
  new DbError(
    'db-unknown-value',
    `${getTableName(table)}.${column.name} is "${String(value)}", which this program does not know: a newer Wheelhouse ` +
      'wrote it. Nothing was changed; finish the upgrade, and stop this version.',
  );

/** A row by its columns' names. JSON writes a Date in a form that Postgres reads. */
function toJson<T extends PgTable>(table: T, row: Partial<InferInsertModel<T>>, only?: ReadonlySet<string>): Json {
  const columns = getTableColumns(table);
  const json: Json = {};
  for (const [key, value] of Object.entries(row)) if (only?.has(key) ?? true) json[columns[key]?.name ?? key] = value;
  return json;
}

export interface RowStatement<T extends PgTable> {
  text: string;
  toParameter: (rows: readonly InferInsertModel<T>[]) => string;
}

/** A statement that inserts any number of rows. Columns that are not in `keys` get their defaults. */
export function insertInto<T extends PgTable>(table: T, keys: Key<T>[], conflict = ''): RowStatement<T> {
  const name = getTableName(table);
  const list = columnList(table, keys);
  return {
    text: `insert into ${name} (${list}) select ${list} from json_populate_recordset(null::${name}, $1::text::json) ${conflict}`,
    toParameter: (rows) => JSON.stringify(rows.map((row) => toJson(table, row))),
  };
}

export interface ChangeStatement<T extends PgTable> {
  text: string;
  toParameter: (row: Partial<InferInsertModel<T>>) => string;
}

/** A statement that updates the columns `keys` of one row if `condition` is true of it. Other columns of the given row are not sent. */
export function updateOf<T extends PgTable>(table: T, keys: Key<T>[], condition: string): ChangeStatement<T> {
  const name = getTableName(table);
  const set = names(table, keys).map((column) => `${column} = new.${column}`);
  const sent = new Set<string>(['id', ...keys]);
  return {
    text: `update ${name} set ${set.join(', ')} from json_populate_record(null::${name}, $1::text::json) new where ${condition}`,
    toParameter: (row) => JSON.stringify(toJson(table, row, sent)),
  };
}

type Key<T extends PgTable> = keyof T['_']['columns'] & string;

export const keysOf = <T extends PgTable>(table: T): Key<T>[] => Object.keys(getTableColumns(table));

const names = <T extends PgTable>(table: T, keys: Key<T>[]): string[] => {
  const columns = getTableColumns(table);
  return keys.map((key) => `"${columns[key]?.name ?? key}"`);
};

const columnList = <T extends PgTable>(table: T, keys: Key<T>[]): string => names(table, keys).join(', ');

/** For `on conflict … do update set`: every column takes the value that was to be inserted. */
export const setExcluded = <T extends PgTable>(table: T, keys: Key<T>[]): string =>
  names(table, keys)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
