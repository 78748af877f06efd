import type { Context, MiddlewareHandler } from 'hono';
import { digestText } from '../../core/digest.ts';
import { requesterOf } from '../../core/people/api-key.ts';
import { faults } from '../faults.ts';
import type { ApiEnv, ApiParts } from '../parts.ts';
import { problem } from '../problem.ts';
import { createKeyRing } from './key-ring.ts';
import { createCounters } from './limits.ts';

/** What our secrets look like. Anything else is not looked up. */
const bearer = /^Bearer (wh_[A-Za-z0-9_-]{43})$/i;

/**
 * Lets a request in that brings a valid key, as the person to whom the key belongs or as a program. The cheapest checks come
 * first: the form of the key, whether it is known, how much its sender has asked for, and only then the database (S19).
 */
export function enter(parts: ApiParts): MiddlewareHandler<ApiEnv> {
  const ring = createKeyRing(parts.keys);
  const counters = createCounters(parts.limits);

  const known = async (c: Context<ApiEnv>): Promise<string | Response> => {
    const digest = digestIn(c);
    if (digest !== null && ring.knows(digest)) return digest;
    const wait = await counters.ofAddress(addressOf(c));
    const renewed = digest === null ? null : ring.renew();
    if (wait !== null) {
      // Not awaited, and its failure is not this request's: it lets a new key be known at the next try, even if the address is over its limit.
      renewed?.catch(() => undefined);
      return problem(c, faults.tooMany(wait));
    }
    await renewed;
    return digest !== null && ring.knows(digest) ? digest : problem(c, faults.unauthorized());
  };

  return async (c, next) => {
    const digest = await known(c);
    if (typeof digest !== 'string') return digest;
    const wait = await counters.ofKey(digest);
    if (wait !== null) return problem(c, faults.tooMany(wait));
    const done = await counters.fly(digest, async () => {
      if (!(await identify(parts, c, digest))) return { response: problem(c, faults.unauthorized()) };
      await next();
      return {};
    });
    return done === null ? problem(c, faults.tooMany(1)) : done.response;
  };
}

/** Looked up at each request, so that a revoked key and a removed person are out at once (S7). */
async function identify(parts: ApiParts, c: Context<ApiEnv>, digest: string): Promise<boolean> {
  const now = new Date();
  const key = await parts.keys.find(digest, now);
  const record = key && (await parts.projects.find(key.projectId));
  const requester = record && requesterOf(key, record.project);
  if (!requester) return false;
  c.set('key', key);
  c.set('record', record);
  c.set('requester', requester);
  void parts.keys.used(key.id, now).catch((error: unknown) => {
    parts.log.error({ err: error, key: key.id }, 'That a key was used could not be noted.');
  });
  return true;
}

function digestIn(c: Context): string | null {
  const [, secret] = bearer.exec(c.req.header('authorization') ?? '') ?? [];
  return secret === undefined ? null : digestText(secret);
}

const addressOf = (c: Context<ApiEnv>): string => c.env?.incoming?.socket.remoteAddress ?? 'unknown';
