import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes whatever is sent to it: where those are answered who make their response_urls up. */
export interface Sink {
  url: string;
  close(): Promise<void>;
}

export async function openSink(): Promise<Sink> {
  const server = createServer((request, response) => {
    request.resume();
    response.end('ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
