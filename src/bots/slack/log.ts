import { type Logger, LogLevel, UnknownError } from '@slack/bolt';
import type { Log } from '../chat/log.ts';

/**
 * Slack's clients log through ours. What they say for debugging holds tokens and people's words (S16), and is left out; what they call
 * an error is a hiccup that we go on from, and that whoever meets it tells in our own words.
 */
export const slackLogger = (log: Log): Logger => {
  const say = (...said: unknown[]): void => log.warn({ by: 'slack' }, said.map(sayOne).join(' '));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say,
    error: say,
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
};

function sayOne(said: unknown): string {
  // Its message quotes what stood where something else was expected: people's words.
  if (isOfShape(said)) return 'TypeError';
  return (said instanceof Error ? said.message : String(said)).slice(0, 500);
}

/** Something had another shape than whoever read it took for granted; Bolt wraps what its listeners throw. */
export const isOfShape = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof UnknownError && error.original instanceof TypeError);
