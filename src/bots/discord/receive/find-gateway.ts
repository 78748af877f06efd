import { managerToFetchingStrategyOptions, type IContextFetchingStrategy, WebSocketManager } from '@discordjs/ws';
import { DiscordAPIError, REST } from 'discord.js';
import { restAddress } from '../send/web.ts';

/** The gateway's address, and how the library shall speak with it. */
type Address = IContextFetchingStrategy['options'];

/** Milliseconds. */
const patience = { call: 10_000, handshake: 10_000, hello: 15_000, ready: 15_000 };

/** Discord has counted as many sessions as may be begun in a day. */
export class NoSessionsLeft extends Error {
  constructor(
    /** Milliseconds. */
    readonly retryAfter: number,
  ) {
    super(`Discord lets no more sessions be begun for ${Math.ceil(retryAfter / 60_000)} minutes.`);
  }
}

export const isDeadToken = (error: unknown): boolean => error instanceof DiscordAPIError && error.status === 401;

/**
 * Asks Discord for the address of its gateway: before each new session. We use one shard; of a bot in 2,500 guilds Discord demands more, and
 * closes its connection with 4011.
 */
export function createFindGateway({ token, apiUrl }: { token: string; apiUrl: URL }): () => Promise<Address> {
  const rest = new REST({ ...restAddress(apiUrl), retries: 0, timeout: patience.call, rejectOnRateLimit: () => true });
  const manager = new WebSocketManager({
    ...{ token, rest: rest.setToken(token), intents: 0, shardCount: 1, shardIds: [0] },
    ...{ handshakeTimeout: patience.handshake, helloTimeout: patience.hello, readyTimeout: patience.ready },
  });
  return async () => {
    const { url, session_start_limit: limit } = await manager.fetchGatewayInformation(true);
    if (limit.remaining < 1) throw new NoSessionsLeft(limit.reset_after);
    if (!/^wss?:\/\//.test(url) || !URL.canParse(url)) throw new Error('Discord told no address of its gateway.');
    return managerToFetchingStrategyOptions(manager);
  };
}
