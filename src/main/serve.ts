import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve as serveHono, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { ConfigError } from '../config.ts';

const firstPort = 3000;
const lastPort = 3020;

export interface Serving {
  port: number;
  /** Closes after the requests in hand were answered. */
  close(): Promise<void>;
}

/** Milliseconds within which a request has to have arrived, so that one sent byte by byte does not hold a connection for long (S19). */
const arrival = { headersTimeout: 10_000, requestTimeout: 30_000 };

/** Where to listen, and the variable that configures it. */
export interface Listening {
  host: string;
  /** Null: the first free port from 3000 to 3020. */
  port: number | null;
  variable: 'PORT' | 'HEALTH_PORT';
}

export async function serve(app: Hono, { host, port: asked, variable }: Listening): Promise<Serving> {
  const requests = new Pending();
  for (let port = asked ?? firstPort; port <= (asked ?? lastPort); port++) {
    const fetch = (...of: Parameters<typeof app.fetch>) => requests.add(Promise.resolve(app.fetch(...of)));
    const server = serveHono({ fetch, hostname: host, port, serverOptions: arrival });
    // `once` rejects if the server emits an error first.
    const failure = await once(server, 'listening').then(
      () => null,
      (error: NodeJS.ErrnoException) => error,
    );
    if (failure === null) return { port: portOf(server, port), close: () => close(server, requests) };
    if (failure.code !== 'EADDRINUSE') throw failure;
  }
  const where = asked === null ? `Ports ${firstPort} to ${lastPort} are all` : `Port ${asked} is`;
  throw new ConfigError('config-port', `${where} in use. Set ${variable} to a free one.`);
}

/** With port 0, the system has chosen one. */
function portOf(server: ServerType, asked: number): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : asked;
}

/** The requests that are being answered. An event stream counts as answered once it is open, since it never ends by itself. */
class Pending {
  private readonly all = new Set<Promise<unknown>>();

  add<T>(work: Promise<T>): Promise<T> {
    this.all.add(work);
    const leave = (): void => void this.all.delete(work);
    work.then(leave, leave);
    return work;
  }

  async ended(): Promise<void> {
    await Promise.allSettled(this.all);
  }
}

/** Milliseconds to wait for requests in hand, and then for their responses to be sent. */
const patience = 2_000;
const parting = 50;

/** Requests in hand are answered. Event streams are cut, and their pages reconnect. */
async function close(server: ServerType, requests: Pending): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await Promise.race([requests.ended().then(() => sleep(parting)), sleep(patience, undefined, { ref: false })]);
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}
