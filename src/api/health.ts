import { Hono } from 'hono';
import type { Readiness } from '../core/operation/readiness.ts';

/**
 * `/healthz` says that the process answers: for whatever restarts it. `/readyz` says whether it should be sent visitors and work: for
 * load balancers.
 */
export function healthRoutes(readiness: () => Promise<Readiness>): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const found = await readiness();
    c.header('cache-control', 'no-store');
    return c.json(found, found.ready ? 200 : 503);
  });
  return app;
}
