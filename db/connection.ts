import postgres, { type ParameterOrJSON, type ReservedSql } from 'postgres';
import { DbError } from './error.ts';

export type ConnectionOptions = postgres.Options<Record<string, postgres.PostgresType>> & {
  onnotify?: (channel: string, payload: string) => void;
};

/** Times are passed as text both ways, and JSON is sent as text: callers know their types, and drizzle expects it. */
const asText = (value: unknown): unknown => value;
const types = {
  date: { to: 1184, from: [1082, 1083, 1114, 1184], serialize: asText, parse: asText },
  json: { to: 114, from: [114, 3802], serialize: asText, parse: (text: string): unknown => JSON.parse(text) },
};

/**
 * One connection, which is never reopened. The driver (postgres.js 3.4.9) reopens a lost connection in place, where statements of the
 * old transaction can still arrive: a COMMIT then succeeds without committing anything, and a ROLLBACK ends the process
 * (porsager/postgres#1208, #1215). So each connection has an instance of the driver to itself, and is thrown away when it
 * is lost: nothing is ever sent on it again.
 */
export class Connection {
  /** Rejects when the connection is lost. */
  readonly lost: Promise<never>;
  isLost = false;
  private readonly driver: postgres.Sql;
  private reserved: ReservedSql | undefined;

  private constructor(url: string, options: ConnectionOptions) {
    let lose: (error: DbError) => void;
    this.lost = new Promise<never>((_, reject) => (lose = reject));
    // Whoever waits on this connection hears of it; without waiters, its rejection must not end the process.
    this.lost.catch(() => undefined);
    const onclose = (): void => {
      this.isLost = true;
      lose(lostError());
      void this.end();
    };
    this.driver = postgres(url, {
      ...options,
      types,
      max: 1,
      idle_timeout: 0,
      max_lifetime: 0,
      fetch_types: false,
      onclose,
    });
  }

  static async open(url: string, options: ConnectionOptions): Promise<Connection> {
    const connection = new Connection(url, options);
    try {
      // On a connection that can't be opened, `reserve` would wait for ever, but a statement fails.
      await connection.driver.unsafe('select 1');
      connection.reserved = await connection.driver.reserve();
      return connection;
    } catch (error) {
      void connection.end();
      throw error;
    }
  }

  /** Sends a statement at once, in the order of the calls. It is prepared: we have few statements, and they recur. */
  rows<T>(query: string, values: ParameterOrJSON<never>[]): Promise<T[]> {
    return this.untilLost(() => this.ask(query, values) as unknown as PromiseLike<T[]>);
  }

  /** The same, each row as an array in the order of the columns. */
  arrays(query: string, values: ParameterOrJSON<never>[]): Promise<unknown[][]> {
    return this.untilLost(() => this.ask(query, values).values());
  }

  /** The same, each column as the bytes that Postgres sent. */
  raw(query: string, values: ParameterOrJSON<never>[]): Promise<(Buffer | null)[][]> {
    return this.untilLost(() => this.ask(query, values).raw() as PromiseLike<(Buffer | null)[][]>);
  }

  end(): Promise<void> {
    return this.driver.end({ timeout: 0 });
  }

  private ask(query: string, values: ParameterOrJSON<never>[]) {
    if (this.isLost || !this.reserved) throw lostError();
    return this.reserved.unsafe(query, values, { prepare: true });
  }

  private async untilLost<T>(send: () => PromiseLike<T>): Promise<T> {
    return Promise.race([send(), this.lost]);
  }
}

const lostError = (): DbError =>
  new DbError('db-unreachable', 'The connection to Postgres was lost. Nothing was changed; try again.');
