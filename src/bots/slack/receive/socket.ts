import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { asBody } from '../../chat/body.ts';
import type { Intake } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import { within } from '../../chat/within.ts';
import { GuardedClient } from './socket-client.ts';

interface SocketParts {
  appToken: string;
  apiUrl: URL;
  intake: Pick<Intake, 'receive' | 'inHand'>;
  /** No connection could be opened, and why; null: one is open. */
  onChange(fault: unknown): void;
  log: Log;
  logger: Logger;
}

/** Milliseconds. */
const waits = {
  /** Slack greets within a second; without a greeting its client would wait for ever. */
  hello: 15_000,
  /** What the call may take that asks for an address. */
  call: 10_000,
  /** After the first failure, doubling: nobody asks again and again with a dead token. */
  first: 500,
  longest: 30_000,
  /** A connection that lasts no longer was none: it is not opened again at once. */
  lasting: 10_000,
  /** For the closing handshake: the client itself would give it 30 s. */
  closing: 1_000,
};

/** Deliveries in hand: beyond, nothing is acknowledged, and Slack sends it again. 50 clicks a second are three or four. */
const mostInHand = 500;

export interface Socket {
  start(): void;
  stop(): Promise<void>;
}

/**
 * Slack over Socket Mode. The client reconnects by itself only after 5 s when Slack asks it to come again, and rejects unheard, which
 * ends the program, when that fails (socket-mode 3.1.0, `delayReconnectAttempt`): so it is told not to, and this does.
 */
export function createSocket(parts: SocketParts): Socket {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    start: () => void (running = keepConnected(parts, stopping.signal)),
    stop: async () => {
      stopping.abort();
      await within(2 * waits.closing, running);
    },
  };
}

async function keepConnected(parts: SocketParts, stopping: AbortSignal): Promise<void> {
  let failures = 0;
  while (!stopping.aborted) {
    const { lasted, retryAfter } = await connectOnce(parts, stopping);
    failures = lasted ? 0 : failures + 1;
    const backoff = failures === 0 ? 0 : Math.min(waits.first * 2 ** (failures - 1), waits.longest);
    if (!stopping.aborted) await pause(Math.max(backoff, retryAfter), stopping);
  }
}

/** What came of a connection. */
interface Connected {
  lasted: boolean;
  /** Milliseconds of silence that Slack asked for. */
  retryAfter: number;
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);

/** One connection from its beginning to its end. */
async function connectOnce(parts: SocketParts, stopping: AbortSignal): Promise<Connected> {
  const client = clientOf(parts);
  const over = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  const stop = (): void => disconnect(client);
  stopping.addEventListener('abort', stop, { once: true });
  try {
    if ((await within(waits.hello, client.start())) === null) throw new Error('Slack did not greet in time.');
    if (stopping.aborted) return { lasted: true, retryAfter: 0 };
    const since = performance.now();
    parts.onChange(null);
    await over;
    return { lasted: performance.now() - since >= waits.lasting, retryAfter: 0 };
  } catch (error) {
    if (!stopping.aborted) parts.onChange(error ?? new Error('The connection was closed before Slack greeted.'));
    return { lasted: false, retryAfter: error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0 };
  } finally {
    stopping.removeEventListener('abort', stop);
    stop();
  }
}

/** The second time it no longer waits for the other side's farewell. */
function disconnect(client: GuardedClient): void {
  const end = (): void => void client.disconnect().catch(() => undefined);
  end();
  setTimeout(end, waits.closing).unref();
}

function clientOf({ appToken, apiUrl, intake, log, logger }: SocketParts): GuardedClient {
  const calls = { timeout: waits.call, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const clientOptions = { slackApiUrl: apiUrl.href, ...calls };
  const client = new GuardedClient({ appToken, logger, autoReconnectEnabled: false, clientOptions }, log);
  client.on('slack_event', ({ body, ack }: { body: unknown; ack: (response?: unknown) => Promise<void> }) => {
    const read = asBody(body);
    if (read === null || intake.inHand >= mostInHand) return;
    intake.receive({ body: read, acknowledge: ack }).catch((error: unknown) => {
      log.warn({ err: error }, 'A delivery of Slack was not acknowledged: it comes again.');
    });
  });
  return client;
}
