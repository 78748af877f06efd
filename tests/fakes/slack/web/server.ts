import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sockets } from '../delivery/sockets.ts';
import type { Api } from './api.ts';

export interface Listening {
  origin: string;
  close(): Promise<void>;
}

async function serve(request: IncomingMessage, response: ServerResponse, api: Api): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://slack');
  const body = Buffer.concat(chunks).toString();
  const outcome = api.answer({ path: pathname, query: searchParams, headers: request.headers, body });
  if (outcome === 'hang') return;
  if (outcome === 'drop') return void response.destroy();
  const headers = { 'content-type': 'application/json; charset=utf-8', ...outcome.headers };
  response.writeHead(outcome.status, headers).end(JSON.stringify(outcome.body));
}

/** One port for the Web API, response URLs and Socket Mode. */
export async function listen(api: Api, sockets: Sockets): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(request, response, api).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
