import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gateway } from '../gateway/gateway.ts';
import type { World } from '../world/world.ts';
import type { Api } from './api.ts';
import { readBody } from './body.ts';

export interface Listening {
  origin: string;
  close(): Promise<void>;
}

interface Parts {
  world: World;
  api: Api;
  gateway: Gateway;
}

async function serve(request: IncomingMessage, response: ServerResponse, { api, world }: Parts): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://discord');
  const read = await readBody(Buffer.concat(chunks), request.headers, () => world.ids.next());
  const outcome = api.answer({ method: request.method ?? 'GET', url, headers: request.headers, read });
  if (outcome === 'hang') return;
  if (outcome === 'drop') return void response.destroy();
  const { status, headers, body } = outcome;
  if (status === 204) return void response.writeHead(204, headers).end();
  const [type, text] = typeof body === 'string' ? ['text/plain', body] : ['application/json', JSON.stringify(body)];
  response.writeHead(status, { 'content-type': type, ...headers }).end(text);
}

/** One port for REST and the gateway. */
export async function listen(parts: Parts): Promise<Listening> {
  const { gateway } = parts;
  const server = createServer((request, response) => {
    serve(request, response, parts).catch((error: unknown) => {
      // A mistake of this fake’s own: said, so that nobody takes it for a network that breaks.
      response.writeHead(500).end(String(error));
    });
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
