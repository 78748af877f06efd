import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { faults } from '../faults.ts';
import type { ApiEnv } from '../parts.ts';
import { problem } from '../problem.ts';
import type { Limits } from './limits.ts';

export const limitBody = ({ bodyBytes }: Limits): MiddlewareHandler =>
  bodyLimit({ maxSize: bodyBytes, onError: (c) => problem(c, faults.tooLarge(bodyBytes)) });

/** Refuses deeply nested JSON before it is parsed. */
export const limitDepth =
  ({ bodyDepth }: Limits): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (c.req.raw.body !== null && isDeeper(await c.req.text(), bodyDepth))
      return problem(c, faults.tooDeep(bodyDepth));
    await next();
    return undefined;
  };

/** Counts brackets outside of strings. Whether the text is JSON at all, the parser finds out. */
export function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isQuoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === '{' || sign === '[') {
      depth += 1;
      if (depth > most) return true;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return false;
}
