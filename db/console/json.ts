const isTime = (key: string, value: unknown): value is string => key === 'time' && typeof value === 'string';

/** Reads a stored body; `{ time }` spans are the only dates in one. */
export const readJson = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (isTime(key, value) ? new Date(value) : value));
