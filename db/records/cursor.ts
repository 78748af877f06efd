import { z } from 'zod';
import { CursorError, type Page } from '../../src/core/records/page.ts';
import { type OnLeftOut, readable } from '../left-out.ts';

/** A place in an order: the sort keys of the item there. The last key is unique. */
type Keys = readonly string[];

const id = z.string().regex(/^[^\0]{0,200}$/);
const time = z.iso.datetime();

const shapes = {
  runs: z.tuple([time, id]),
  'open asks': z.tuple([time, id]),
  'settled asks': z.tuple([time, id]),
  activity: z.tuple([z.string().regex(/^[1-9]\d{0,15}$/)]),
} satisfies Record<string, z.ZodType<Keys>>;
type Question = keyof typeof shapes;

const write = (question: Question, keys: Keys): string =>
  Buffer.from(JSON.stringify([question, ...keys])).toString('base64url');

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new CursorError();
  }
}

/** The place to continue from, or `start`. Throws a CursorError. A cursor grants no access: with a made-up one, its maker sees only what they may see anyway. */
export function readCursor(question: Question, cursor: string | null, start: Keys): Keys {
  if (cursor === null) return start;
  const read = z
    .tuple([z.literal(question)])
    .rest(z.unknown())
    .safeParse(parse(cursor));
  const keys = shapes[question].safeParse(read.data?.slice(1));
  if (!keys.success) throw new CursorError();
  return keys.data;
}

interface Reading<R, T> {
  read: (row: R) => T;
  keysOf: (row: R) => Keys;
  onLeftOut: OnLeftOut;
}

/**
 * Makes a page of one row more than was asked for: the last row is not shown, and only tells that there is more. The next page begins behind the
 * last row of this one, even if that row was left out.
 */
export function pageOf<R, T>(question: Question, rows: R[], limit: number, reading: Reading<R, T>): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: readable(shown, reading.read, reading.onLeftOut),
    next: rows.length > limit && last ? write(question, reading.keysOf(last)) : null,
  };
}

/** A time from Postgres' JSON in the form that cursors use; both have milliseconds. */
export const timeOf = (json: unknown): string => new Date(String(json)).toISOString();

const most = 200;

export const limitOf = (limit: number): number => Math.min(Math.max(Math.trunc(limit), 1), most);
