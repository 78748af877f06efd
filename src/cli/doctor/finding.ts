/** One line of the doctor's. A note is something to know, not to mend. */
export type Finding =
  | { check: string; status: 'ok' | 'note'; found: string; remedy: null }
  | { check: string; status: 'fault'; found: string; remedy: string };

export const ok = (check: string, found: string): Finding => ({ check, status: 'ok', found, remedy: null });
export const note = (check: string, found: string): Finding => ({ check, status: 'note', found, remedy: null });
export const fault = (check: string, found: string, remedy: string): Finding => {
  return { check, status: 'fault', found, remedy };
};

/** What an error says, for a line that has its own words for what to do. */
export const saidBy = (error: unknown): string => {
  const { message, errors } = error as AggregateError;
  // A host with two addresses fails twice, and the sum of both says nothing.
  return message || ((errors as Error[] | undefined)?.map((it) => it.message).join(', ') ?? String(error));
};
