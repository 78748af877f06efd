import type { Path } from './fault.ts';

/** What a mapping or list holds under a key of its own. */
export function held(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

export const valueAt = (root: unknown, path: Path): unknown => path.reduce<unknown>(held, root);
