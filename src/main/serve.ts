import { once } from 'node:events';
import { serve as serveHono, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { ConfigError } from '../config.ts';

const firstPort = 3000;
const lastPort = 3020;

export interface Serving {
  port: number;
  close(): Promise<void>;
}

/** Listens on the port that was asked for, or on the first free one from 3000 on. */
export async function serve(app: Hono, host: string, asked: number | null): Promise<Serving> {
  for (let port = asked ?? firstPort; port <= (asked ?? lastPort); port++) {
    const server = serveHono({ fetch: app.fetch, hostname: host, port });
    // It rejects with the error where there is one.
    const failure = await once(server, 'listening').then(
      () => null,
      (error: NodeJS.ErrnoException) => error,
    );
    if (failure === null) return { port: portOf(server, port), close: () => close(server) };
    if (failure.code !== 'EADDRINUSE') throw failure;
  }
  const where = asked === null ? `Ports ${firstPort} to ${lastPort} are all` : `Port ${asked} is`;
  throw new ConfigError('config-port', `${where} in use. Set PORT to a free one.`);
}

/** Port 0 means any: the system chose one. */
function portOf(server: ServerType, asked: number): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : asked;
}

/** Live connections never end by themselves: they are cut, and their pages reconnect. */
async function close(server: ServerType): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}
