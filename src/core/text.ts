/** What Postgres cannot store, and UTF-8 cannot say: NUL, and half of a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/gu;

/**
 * The same value, with U+FFFD for what no store can keep: itself, where nothing has to change. Done where an event enters the
 * rules, so that the digest, the ledger and the stored text are of the same words.
 */
export function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.replace(unstorable, '\u{FFFD}') as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Array.isArray(value) ? (mendedList(value) as T) : mendedFields(value);
}

function mendedList(list: readonly unknown[]): readonly unknown[] {
  const copy = list.map((item) => wellFormed(item));
  return copy.every((item, n) => Object.is(item, list[n])) ? list : copy;
}

function mendedFields<T extends object>(value: T): T {
  let copy: T | null = null;
  for (const key of Object.keys(value) as (keyof T)[]) {
    const inner = wellFormed(value[key]);
    if (Object.is(inner, value[key])) continue;
    copy ??= { ...value };
    copy[key] = inner;
  }
  return copy ?? value;
}
