import { GatewayCloseCodes } from 'discord.js';

/** The close codes after which somebody has to change something before another try can succeed, with their names in a trouble. */
const lasting: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'authentication_failed',
  [GatewayCloseCodes.InvalidShard]: 'invalid_shard',
  [GatewayCloseCodes.ShardingRequired]: 'sharding_required',
  [GatewayCloseCodes.InvalidAPIVersion]: 'invalid_api_version',
  [GatewayCloseCodes.InvalidIntents]: 'invalid_intents',
  [GatewayCloseCodes.DisallowedIntents]: 'disallowed_intents',
};

/** Null: the next try may succeed. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const lastingFault = (closeCode: number): string | null => lasting[closeCode] ?? null;
