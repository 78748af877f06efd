import type { Path } from './fault.ts';

/** What a mapping or list holds under one of its own keys; undefined if it has no such key. */
export function held(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

export const valueAt = (root: unknown, path: Path): unknown => path.reduce<unknown>(held, root);
