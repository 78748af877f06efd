/** NUL, which Postgres can't store, and halves of surrogate pairs, which UTF-8 can't represent. */
const unstorable = /\0|\p{Surrogate}/gu;

/**
 * The same value with U+FFFD in place of characters that can't be stored; the very same object if there are none. Applied where an event enters the
 * rules, so that digest, ledger and stored text agree.
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
