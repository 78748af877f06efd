import { firstLineOf } from '../core/first-line.ts';

const longestMessage = 500;
const mostFrames = 12;
const mostCauses = 4;

export interface SaidError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: SaidError;
}

/**
 * What may be logged of an error: its type, the first line of its message, its code and stack, and the same of its causes. Drivers and SDKs attach much
 * more to their errors: a statement's parameters, a request's body and headers, a Redis password. None of that is taken (S16).
 */
export function sayError(error: unknown, depth = 0): SaidError {
  if (!(error instanceof Error)) return sayThrown(error);
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: firstLine(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(depth === 0 ? { stack: frames.slice(0, mostFrames).join('\n') } : {}),
    ...(cause !== undefined && depth < mostCauses ? { cause: sayError(cause, depth + 1) } : {}),
  };
}

/** The same for a thrown value that is not an Error. */
function sayThrown(thrown: unknown): SaidError {
  if (typeof thrown !== 'object' || thrown === null) return { type: typeof thrown, message: firstLine(String(thrown)) };
  const { message, code } = thrown as { message?: unknown; code?: unknown };
  return {
    type: 'object',
    message: typeof message === 'string' ? firstLine(message) : 'no message',
    ...(typeof code === 'string' ? { code } : {}),
  };
}

const firstLine = (message: string): string => firstLineOf(message).slice(0, longestMessage);
