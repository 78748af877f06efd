type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every component in it, at any depth. */
export function componentsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(componentsIn);
  if (!isJson(value)) return [];
  const inside = Object.values(value).flatMap(componentsIn);
  return typeof value.type === 'number' ? [value, ...inside] : inside;
}
