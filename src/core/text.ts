/** What Postgres cannot store, and UTF-8 cannot say: NUL, and half of a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/gu;

/**
 * The same value, with U+FFFD for what no store can keep. Done where an event enters the rules, so that the digest,
 * the ledger and the stored text are of the same words.
 */
export function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.replace(unstorable, '\u{FFFD}') as T;
  if (Array.isArray(value)) return value.map((item: unknown) => wellFormed(item)) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wellFormed<unknown>(inner)])) as T;
}
