import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve as serveHono, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { ConfigError } from '../config.ts';

const firstPort = 3000;
const lastPort = 3020;

export interface Serving {
  port: number;
  /** Answers what was asked before, and closes. */
  close(): Promise<void>;
}

/** Milliseconds in which a request has to have arrived: who sends it a byte at a time holds nothing for long (S19). */
const arrival = { headersTimeout: 10_000, requestTimeout: 30_000 };

/** Where it listens, and the variable that says so. */
export interface Listening {
  host: string;
  /** Null: the first free one from 3000 on. */
  port: number | null;
  variable: 'PORT' | 'HEALTH_PORT';
}

export async function serve(app: Hono, { host, port: asked, variable }: Listening): Promise<Serving> {
  const requests = new Pending();
  for (let port = asked ?? firstPort; port <= (asked ?? lastPort); port++) {
    const fetch = (...of: Parameters<typeof app.fetch>) => requests.add(Promise.resolve(app.fetch(...of)));
    const server = serveHono({ fetch, hostname: host, port, serverOptions: arrival });
    // It rejects with the error where there is one.
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

/** Port 0 means any: the system chose one. */
function portOf(server: ServerType, asked: number): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : asked;
}

/** What is being answered. A live view counts as answered once it is open: it never ends by itself. */
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

/** Milliseconds: for what is being answered, and for the answers to leave. */
const patience = 2_000;
const parting = 50;

/** A click in hand is answered; live connections are cut, and their pages reconnect. */
async function close(server: ServerType, requests: Pending): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await Promise.race([requests.ended().then(() => sleep(parting)), sleep(patience, undefined, { ref: false })]);
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}
