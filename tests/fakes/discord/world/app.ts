import { allPermissions } from './permissions.ts';
import type { User } from './things.ts';

/** The application, as its owner has set it up in the developer portal. */
export interface DiscordApp {
  id: string;
  token: string;
  bot: User;
  /** Privileged intents that are switched on. A test may change it: the next IDENTIFY is held to it. */
  intents: { members: boolean; messageContent: boolean; presences: boolean };
  /** What its role may in every guild. */
  permissions: bigint;
}

/** A token whose first part is the id in base64, as discord.js takes it apart. */
export function newApp(): DiscordApp {
  const id = '1100000000000000001';
  return {
    id,
    token: `${Buffer.from(id).toString('base64url')}.fake00.${'x'.repeat(27)}`,
    bot: { id, name: 'wheelhouse', isBot: true, zone: 'UTC' },
    intents: { members: true, messageContent: true, presences: true },
    permissions: allPermissions,
  };
}
