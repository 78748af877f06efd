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
 * What a log may know of an error: type, first line, code, frames, and the same of its causes. Drivers and SDKs hang everything on
 * theirs: the statement's parameters, the request's body and headers, a Redis AUTH. None of that is taken along (S16).
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

/** Something that was told in few words by whoever logs it, or thrown by somebody who knows no errors. */
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
