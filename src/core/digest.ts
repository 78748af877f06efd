import { hash } from 'node:crypto';

/** SHA-256 of the text's UTF-8, in hex. */
export const digestText = (text: string): string => hash('sha256', text);

/**
 * JSON with sorted keys: equal values give equal texts, in whatever order their keys were added. Written by hand, because JSON.stringify with a
 * replacer takes three times as long, and every ledger entry is written like this.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (speaksForItself(value)) return canonicalJson(value.toJSON());
  // Array.from visits the holes of a sparse array too.
  if (Array.isArray(value)) return `[${Array.from(value, (inner) => canonicalJson(inner) ?? 'null').join(',')}]`;
  let text = '';
  for (const key of sortedKeys(value)) {
    const inner = canonicalJson((value as Record<string, unknown>)[key]) as string | undefined;
    if (inner !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${inner}`;
  }
  return `{${text}}`;
}

const speaksForItself = (value: object): value is { toJSON: () => unknown } =>
  'toJSON' in value && typeof value.toJSON === 'function';

/** Sorted by code units; but keys that are integers come first, by size, as in every JavaScript object. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value).sort();
  return keys.some((key) => /^[0-9]/.test(key)) ? Object.keys(Object.fromEntries(keys.map((key) => [key, 0]))) : keys;
}

export const digestOf = (value: unknown): string => digestText(canonicalJson(value));

/** An id derived from the event that made it, so that a repeat of the event makes the same one. */
export const deriveId = (prefix: string, eventId: string, index: number): string =>
  `${prefix}_${digestText(`${eventId}/${prefix}/${index}`).slice(0, 20)}`;
