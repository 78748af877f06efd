/**
 * As much of an error's message as may be logged: its first line, without a failed query. drizzle puts the whole statement and its parameters
 * into the message, with people's words and the digests of their sessions (S16).
 */
export const firstLineOf = (message: string): string =>
  (message.split('\n', 1)[0] ?? '').replace(/^Failed query:.*/, 'Failed query');
