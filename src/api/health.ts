import { Hono } from 'hono';

/** Alive: the process answers. */
export function healthRoutes(): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  return app;
}
