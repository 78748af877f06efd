import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server, and breaks what passes, at the point that a test chooses. */
export interface TcpProxy {
  port: number;
  /** The next chunk from a client that contains these bytes: `deliver` says whether it still reaches the server; then it is cut. */
  cutAt(bytes: string, deliver: boolean): Promise<void>;
  /**
   * At the next chunk from a client that contains these bytes, the client is cut off, and nobody gets in until `heal`. The
   * server notices nothing, and hears the chunk if it is let through after all.
   */
  hangAt(bytes: string): Promise<{ letThrough(): void }>;
  /** Breaks every connection, and lets none in until `heal`. */
  refuse(): void;
  heal(): void;
  close(): Promise<void>;
}

interface Trap {
  bytes: string;
  spring: (pair: [Socket, Socket], chunk: Buffer) => void;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>();
  let trap: Trap | undefined;
  const hanging = new Set<Socket>();
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
    client.on('close', () => {
      if (!hanging.has(server)) server.end();
    });
    server.on('close', () => {
      client.destroy();
      pairs.delete(pair);
    });
    server.on('data', (chunk) => client.write(chunk));
    client.on('data', (chunk) => {
      if (!trap || !chunk.includes(trap.bytes)) return void server.write(chunk);
      const { spring } = trap;
      trap = undefined;
      spring(pair, chunk);
    });
  });

  /** The answer must not come back; the server reads all that was sent before it sees the end. */
  const deliverAndCut = ([client, server]: [Socket, Socket], chunk: Buffer): void => {
    server.removeAllListeners('data').on('data', () => undefined);
    client.resetAndDestroy();
    server.end(chunk);
  };

  const hang = ([client, server]: [Socket, Socket], chunk: Buffer) => {
    refusing = true;
    hanging.add(server);
    server.removeAllListeners('data').on('data', () => undefined);
    client.resetAndDestroy();
    return { letThrough: () => void server.end(chunk) };
  };
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    port: (listener.address() as AddressInfo).port,
    cutAt: (bytes, deliver) =>
      new Promise((sprung) => {
        const spring = deliver ? deliverAndCut : cut;
        trap = { bytes, spring: (pair, chunk) => sprung(spring(pair, chunk)) };
      }),
    hangAt: (bytes) =>
      new Promise((sprung) => {
        trap = { bytes, spring: (pair, chunk) => sprung(hang(pair, chunk)) };
      }),
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
