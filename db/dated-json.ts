const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Parses JSON of texts that we drew. JSON has no dates: the times in such texts, which are spans `{ time }`, get their type back. */
export const parseDated = (json: string): unknown =>
  JSON.parse(json, (key, value: unknown) =>
    key === 'time' && typeof value === 'string' && isoTime.test(value) ? new Date(value) : value,
  );
