import { Hono } from 'hono';
import type { Readiness } from '../core/operation/readiness.ts';

/**
 * `/healthz`: the process answers; whoever restarts it looks here. `/readyz`: it should be sent visitors or work; who turns others
 * away from it looks there.
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
