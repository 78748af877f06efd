type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object in it, at any depth. */
export function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isJson(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** The lengths of what stands at the path: characters of a text, parts of a list. `*` in a path is every part of a list. */
export function sizesAt(value: unknown, [key, ...rest]: string[]): number[] {
  if (key === undefined) return typeof value === 'string' || Array.isArray(value) ? [value.length] : [];
  if (key === '*') return Array.isArray(value) ? value.flatMap((part) => sizesAt(part, [...rest])) : [];
  return isJson(value) ? sizesAt(value[key], rest) : [];
}
