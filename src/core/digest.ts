import { createHash } from 'node:crypto';

/** SHA-256, hex. */
export const digestText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** JSON with sorted keys: equal values give equal text, whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export const digestOf = (value: unknown): string => digestText(canonicalJson(value));

/** An id that follows from the event that made it: a repeat of the event makes the same one. */
export const deriveId = (prefix: string, eventId: string, index: number): string =>
  `${prefix}_${digestText(`${eventId}/${prefix}/${index}`).slice(0, 20)}`;
