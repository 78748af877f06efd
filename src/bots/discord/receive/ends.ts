import { GatewayCloseCodes } from 'discord.js';

/** What no second try mends: somebody has to change something first. Names as they stand in a trouble. */
const lasting: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'authentication_failed',
  [GatewayCloseCodes.InvalidShard]: 'invalid_shard',
  [GatewayCloseCodes.ShardingRequired]: 'sharding_required',
  [GatewayCloseCodes.InvalidAPIVersion]: 'invalid_api_version',
  [GatewayCloseCodes.InvalidIntents]: 'invalid_intents',
  [GatewayCloseCodes.DisallowedIntents]: 'disallowed_intents',
};

/** Null: it may well work the next time. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const lastingFault = (closeCode: number): string | null => lasting[closeCode] ?? null;
