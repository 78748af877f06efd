import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, type ConnectionOptions } from './connection.ts';

interface Listener {
  channel: string;
  heard: (payload: string) => void;
  /** Called on the first connection and on every one after an outage: what was sent in between was not heard. */
  connected: () => void;
}

/** Milliseconds between attempts to connect again. */
const pause = 250;

/** LISTEN, on one connection for all channels. A lost connection is opened again, until the client ends. */
export class Listening {
  private readonly open: () => Promise<Connection>;
  private readonly listeners = new Set<Listener>();
  private current: Promise<Connection> | undefined;
  private ended = false;
  private isDeaf = false;

  constructor(
    url: string,
    options: ConnectionOptions,
    private readonly onDeaf: (isDeaf: boolean) => void = () => undefined,
  ) {
    const onnotify = (channel: string, payload: string): void => {
      for (const listener of this.listeners) if (listener.channel === channel) listener.heard(payload);
    };
    this.open = () => Connection.open(url, { ...options, onnotify });
  }

  /** Rejects if Postgres can't be reached now; later outages are survived. Returns a function that stops listening. */
  async listen(listener: Listener): Promise<() => void> {
    this.current ??= this.start();
    const connection = await this.current;
    await connection.rows(`listen "${listener.channel}"`, []);
    this.listeners.add(listener);
    listener.connected();
    return () => void this.listeners.delete(listener);
  }

  async end(): Promise<void> {
    this.ended = true;
    await (await this.current?.catch(() => undefined))?.end();
  }

  private async start(): Promise<Connection> {
    try {
      const connection = await this.open();
      connection.lost.catch(() => {
        this.current = undefined;
        if (!this.ended && !this.isDeaf) this.onDeaf((this.isDeaf = true));
        void this.again();
      });
      return connection;
    } catch (error) {
      this.current = undefined;
      throw error;
    }
  }

  private async again(): Promise<void> {
    while (!this.ended) {
      await sleep(pause);
      this.current ??= this.start();
      const connection = await this.current.catch(() => undefined);
      if (!connection) continue;
      // If this connection is lost meanwhile, `start` has begun another loop; going on here would open a connection that nobody closes.
      await this.resume(connection).catch(() => connection.end());
      break;
    }
    // If the connection was opened while the client was ending, nobody else will close it.
    if (this.ended) await this.end();
  }

  private async resume(connection: Connection): Promise<void> {
    const channels = new Set([...this.listeners].map(({ channel }) => channel));
    for (const channel of channels) await connection.rows(`listen "${channel}"`, []);
    this.onDeaf((this.isDeaf = false));
    for (const { connected } of this.listeners) connected();
  }
}
