import { createHash, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';

interface MetricsParts {
  read: () => Promise<string>;
  contentType: string;
  /** Null: only programs on this machine may read them. */
  token: string | null;
}

/** Metrics show who works when, so they are only for programs on this machine and for holders of the operator's token. */
export function metricsRoutes({ read, contentType, token }: MetricsParts): Hono {
  const app = new Hono();
  app.get('/metrics', async (c) => {
    if (!bears(c, token) && !isFromHere(c)) return c.text('Metrics need METRICS_TOKEN, as a bearer token.\n', 401);
    return c.body(await read(), 200, { 'content-type': contentType, 'cache-control': 'no-store' });
  });
  return app;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared as digests, which have the same length, in constant time. */
function bears(c: Context, token: string | null): boolean {
  const borne = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return token !== null && borne !== undefined && timingSafeEqual(digest(borne), digest(token));
}

const loopback = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const ownName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/**
 * Coming from a loopback address is not enough: so does a proxy on this machine, which forwards for others, and a browser that a
 * web page directed here by a name of its own (DNS rebinding).
 */
function isFromHere(c: Context): boolean {
  const forwarded = c.req.header('forwarded') ?? c.req.header('x-forwarded-for') ?? c.req.header('x-real-ip');
  const isOwn = ownName.test(c.req.header('host') ?? '');
  return forwarded === undefined && isOwn && loopback.test(getConnInfo(c).remote.address ?? '');
}
