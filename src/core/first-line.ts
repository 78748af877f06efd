/**
 * As much of an error's message as may be logged: its first line, and nothing of a failed query. drizzle's message is the statement
 * and all that was sent with it: people's words, and digests of their sessions (S16).
 */
export const firstLineOf = (message: string): string =>
  (message.split('\n', 1)[0] ?? '').replace(/^Failed query:.*/, 'Failed query');
