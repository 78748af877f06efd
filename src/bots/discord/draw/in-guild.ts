import { customIds } from './custom-id.ts';
import type { DiscordMessage } from './message.ts';

type Json = Record<string, unknown>;

/** For direct messages: everything that can be pressed says for which guild it is. */
export const inGuild = (message: DiscordMessage, guild: string): DiscordMessage => ({
  ...message,
  components: message.components.map((it) => marked(it, guild)),
});

function marked<T extends object>(component: T, guild: string): T {
  const { custom_id: customId, components } = component as Json;
  return {
    ...component,
    ...(typeof customId === 'string' && { custom_id: customIds.inGuild(guild, customId) }),
    ...(Array.isArray(components) && { components: components.map((it: Json) => marked(it, guild)) }),
  };
}
