import { encodeEntities } from '../text/entities.ts';
import type { World } from '../world/world.ts';

/** What the client sends of what somebody types: entities escaped, `@name` and `#channel` of the workspace as ids, URLs marked. */
export function compose(world: World, typed: string): string {
  const named = new Map([...world.users.values()].map((it) => [it.name.toLowerCase(), it.id]));
  named.set(world.app.name.toLowerCase(), world.app.botUser);
  return encodeEntities(typed)
    .replace(/https?:\/\/[^\s<>]+/g, (url) => `<${url}>`)
    .replace(/(?<![\w<])@([\w.-]*\w)/g, (whole, name: string) => mention(whole, name, named))
    .replace(/(?<![\w<&])#([\w-]+)/g, (whole, name: string) => {
      const channel = [...world.channels.values()].find((it) => it.name === name && it.kind !== 'im');
      return channel === undefined ? whole : `<#${channel.id}|${name}>`;
    });
}

function mention(whole: string, name: string, named: Map<string, string>): string {
  if (['here', 'channel', 'everyone'].includes(name)) return `<!${name}>`;
  const id = named.get(name.toLowerCase());
  return id === undefined ? whole : `<@${id}>`;
}
