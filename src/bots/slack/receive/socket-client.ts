import { SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';
import { z } from 'zod';
import type { Log } from '../../chat/log.ts';

/** What the client emits about itself: an event of such a name would be taken for that. */
const ownNames = new Set([
  ...['connecting', 'connected', 'reconnecting', 'disconnecting', 'disconnected', 'authenticated'],
  ...['error', 'close', 'ws_message', 'slack_event', 'outgoing_message'],
]);

const name = z.string().refine((it) => !ownNames.has(it));
const signal = z.looseObject({ type: z.enum(['hello', 'disconnect']) });
const event = z.looseObject({
  type: z.literal('events_api'),
  envelope_id: z.string(),
  payload: z.looseObject({ event: z.looseObject({ type: name }) }),
});
const other = z.looseObject({ type: name, envelope_id: z.string(), payload: z.looseObject({}) });
const envelope = z.union([signal, event, other.refine(({ type }) => type !== 'events_api')]);

/**
 * Slack's client, which a message of an unknown shape must not end the program through: it reads `payload.event.type` of whatever
 * comes, in a promise that nobody awaits (socket-mode 3.1.0).
 */
export class GuardedClient extends SocketModeClient {
  readonly #log: Log;

  constructor(options: SocketModeOptions, log: Log) {
    super(options);
    this.#log = log;
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      if (typeof data === 'string' && envelope.safeParse(JSON.parse(data)).success) {
        return await super.onWebSocketMessage(data, isBinary);
      }
      this.#log.warn({ binary: isBinary }, 'Slack sent what we do not know. It changes nothing.');
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      this.#log.warn({ error: kind }, 'Slack sent what can not be read. It changes nothing.');
    }
  }
}
