import type { ParameterOrJSON } from 'postgres';
import { Connection, type ConnectionOptions } from './connection.ts';
import { DbError } from './error.ts';

type Waiter = { resolve: (connection: Connection) => void; reject: (error: unknown) => void };

/** Something that statements can be sent on: a connection in a transaction, or any connection of the pool. */
export interface Sender {
  rows<T>(query: string, values: ParameterOrJSON<never>[]): Promise<T[]>;
  arrays(query: string, values: ParameterOrJSON<never>[]): Promise<unknown[][]>;
}

/** At most `max` connections, opened when they are needed. A lost one makes room for a new one. */
export class Pool implements Sender {
  private readonly open: () => Promise<Connection>;
  private readonly max: number;
  private readonly all = new Set<Connection>();
  private readonly idle: Connection[] = [];
  private readonly waiting: Waiter[] = [];
  private opening = 0;
  private ended = false;

  constructor(url: string, options: ConnectionOptions, max: number) {
    this.open = () => Connection.open(url, options);
    this.max = max;
  }

  rows<T>(query: string, values: ParameterOrJSON<never>[]): Promise<T[]> {
    return this.use((connection) => connection.rows<T>(query, values));
  }

  arrays(query: string, values: ParameterOrJSON<never>[]): Promise<unknown[][]> {
    return this.use((connection) => connection.arrays(query, values));
  }

  /** Gives a connection to the work for its exclusive use, until it is done. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.acquire();
    try {
      return await work(connection);
    } finally {
      this.release(connection);
    }
  }

  /** How many connections are in use and idle, and how many callers wait for one. */
  get load(): { busy: number; idle: number; waiting: number } {
    return { busy: this.all.size - this.idle.length, idle: this.idle.length, waiting: this.waiting.length };
  }

  /** Closes all connections; waits up to five seconds for the work in hand. Callers that still wait are rejected. */
  async end(): Promise<void> {
    this.ended = true;
    const deadline = performance.now() + 5000;
    while (this.idle.length < this.all.size + this.opening && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    for (const { reject } of this.waiting.splice(0)) reject(endedError());
    await Promise.all([...this.all].map((connection) => connection.end()));
  }

  private acquire(): Promise<Connection> {
    if (this.ended) return Promise.reject(endedError());
    const idle = this.idle.pop();
    if (idle) return Promise.resolve(idle);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.grow();
    });
  }

  private release(connection: Connection): void {
    if (connection.isLost) return this.grow();
    const next = this.waiting.shift();
    if (next) next.resolve(connection);
    else this.idle.push(connection);
  }

  /** Opens a connection if somebody waits for one and there is room. If that fails, one of the waiting callers is rejected with the error. */
  private grow(): void {
    if (this.waiting.length <= this.opening || this.all.size + this.opening >= this.max) return;
    this.opening += 1;
    this.open()
      .then(
        (connection) => this.add(connection),
        (error: unknown) => this.waiting.shift()?.reject(error),
      )
      .finally(() => {
        this.opening -= 1;
        this.grow();
      });
  }

  private add(connection: Connection): void {
    this.all.add(connection);
    connection.lost.catch(() => this.remove(connection));
    this.release(connection);
  }

  private remove(connection: Connection): void {
    this.all.delete(connection);
    const at = this.idle.indexOf(connection);
    if (at >= 0) this.idle.splice(at, 1);
    this.grow();
  }
}

const endedError = (): DbError =>
  new DbError('db-ended', 'The connections to Postgres were closed: this process is stopping.');
