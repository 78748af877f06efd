import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { TooFastPage } from './pages/plain.tsx';
import type { ConsoleEnv } from './parts.ts';
import { words } from './words.ts';

/** Forms of one session in so many seconds, counted in each process. */
export interface PostLimit {
  posts: number;
  seconds: number;
}

/** Nobody presses thirty times a second; a script that went wild does. */
const shipped: PostLimit = { posts: 300, seconds: 10 };

/**
 * Each session has its own measure: a flood of one slows down nobody else, nor the same person in another browser (S19). Signing
 * in and out is not behind it.
 */
export function limitPosts({ posts, seconds }: PostLimit = shipped): MiddlewareHandler<ConsoleEnv> {
  const sessions = new RateLimiterMemory({ points: posts, duration: seconds });
  return async (c, next) => {
    const wait = c.req.method === 'POST' ? await take(sessions, c.get('visitor').session) : null;
    if (wait === null) return next();
    const headers = { 'retry-after': String(wait) };
    if (c.req.header('accept') === 'application/json')
      return c.json({ kind: 'unreachable', text: words.tooFast(wait) }, 429, headers);
    return c.html(<TooFastPage seconds={wait} />, 429, headers);
  };
}

/** Null, or the seconds to wait. */
async function take(limiter: RateLimiterMemory, session: string): Promise<number | null> {
  try {
    await limiter.consume(session);
    return null;
  } catch (refused) {
    // It rejects with its figures, not with an error; memory has no other reason to.
    return Math.max(1, Math.ceil(((refused as RateLimiterRes).msBeforeNext ?? 1000) / 1000));
  }
}
