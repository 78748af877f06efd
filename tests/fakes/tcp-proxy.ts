import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server, and breaks what passes, at the point that a test chooses. */
export interface TcpProxy {
  port: number;
  /** The next chunk from a client that contains these bytes: `deliver` says whether it still reaches the server; then it is cut. */
  cutAt(bytes: string, deliver: boolean): Promise<void>;
  /** Breaks every connection, and lets none in until `heal`. */
  refuse(): void;
  heal(): void;
  close(): Promise<void>;
}

interface Trap {
  bytes: string;
  deliver: boolean;
  sprung: () => void;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>();
  let trap: Trap | undefined;
  let refusing = false;

  const cut = ([client, server]: [Socket, Socket]): void => {
    client.resetAndDestroy();
    server.destroy();
  };

  const listener = createServer((client) => {
    if (refusing) return void client.resetAndDestroy();
    const server = connect(target);
    const pair: [Socket, Socket] = [client, server];
    pairs.add(pair);
    for (const socket of pair) socket.on('error', () => undefined);
    client.on('close', () => server.end());
    server.on('close', () => {
      client.destroy();
      pairs.delete(pair);
    });
    server.on('data', (chunk) => client.write(chunk));
    client.on('data', (chunk) => {
      if (!trap || !chunk.includes(trap.bytes)) return void server.write(chunk);
      const { deliver, sprung } = trap;
      trap = undefined;
      if (!deliver) cut(pair);
      // The answer must not come back; the server reads all that was sent before it sees the end.
      else {
        server.removeAllListeners('data').on('data', () => undefined);
        client.resetAndDestroy();
        server.end(chunk);
      }
      sprung();
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    port: (listener.address() as AddressInfo).port,
    cutAt: (bytes, deliver) => new Promise((sprung) => (trap = { bytes, deliver, sprung })),
    refuse() {
      refusing = true;
      pairs.forEach(cut);
    },
    heal: () => void (refusing = false),
    async close() {
      pairs.forEach(cut);
      listener.close();
      await once(listener, 'close');
    },
  };
}
