import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedError, errno } from './error.ts';

const NAME = 'wheelhouse-keeper';

/** 57P03: it recovers after one of its processes crashed. 53300: all connections are taken. */
const PASSING = new Set(['57P03', '53300', 'ECONNREFUSED', 'ECONNRESET']);
const PATIENCE_MS = 30_000;
const RETRY_MS = 100;

/**
 * One idle connection per process that uses the server, held from start to stop. The system closes it when the
 * process ends, however it ends, so the server itself knows who still needs it. It does not keep its process alive.
 */
export interface Keeper {
  countOthers(): Promise<number>;
  release(): Promise<void>;
}

/** pg has them, its types do not. */
type RefClient = Client & { ref(): void; unref(): void };

/** `onLost` is called once, when the connection ends without release(): the server is gone. */
export async function connectKeeper(url: string, onLost: () => void): Promise<Keeper> {
  const client = await connect(url);
  let released = false;
  client.on('end', () => {
    if (!released) onLost();
  });
  client.unref();
  return {
    async countOthers() {
      client.ref(); // or the process could end in the middle of the question
      const found = await client.query<{ others: number }>(
        'select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
        [NAME],
      );
      return found.rows[0]?.others ?? 0;
    },
    async release() {
      released = true;
      client.ref();
      await client.end();
    },
  };
}

async function connect(url: string): Promise<RefClient> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new Client({ connectionString: url, application_name: NAME, keepAlive: true }) as RefClient;
    client.on('error', () => undefined); // "end" follows
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!PASSING.has(errno(error) ?? '') || Date.now() > deadline) throw loginFailed(url, error);
      await sleep(RETRY_MS);
    }
  }
}

function loginFailed(url: string, cause: unknown): EmbeddedError {
  return new EmbeddedError(
    'db-embedded-login-failed',
    `The embedded database runs on port ${new URL(url).port}, but takes no connection: ${String(cause)}.`,
    'If the file "password" beside it was changed, put the old one back.',
    { cause },
  );
}
