import { asText, type Json } from '../limits/faults.ts';
import { messageFlag } from '../limits/kinds.ts';
import { buttonsIn, labelOf, menusIn, textsIn } from '../text/components.ts';
import { readMarkdown } from '../text/markdown.ts';
import type { Names } from '../text/passage.ts';
import { pingsOf } from '../text/pings.ts';
import type { Message, User } from '../world/things.ts';
import type { World } from '../world/world.ts';
import type { SeenMessage } from './seen.ts';

/** What ids stand for, to this reader. */
export function namesFor(world: World, reader: User): Names {
  const roles = [...world.guilds.values()].flatMap((it) => [...it.roles.values()]);
  return {
    user: (id) => world.users.get(id)?.name,
    role: (id) => roles.find((it) => it.id === id)?.name,
    channel: (id) => world.channels.get(id)?.name,
    ...{ zone: reader.zone, now: () => world.clock.now() },
  };
}

const embedTexts = (message: Message): string[] =>
  message.embeds.flatMap((it) => [asText(it.title), asText(it.description)]).filter((it) => it !== '');

/** Embeds name people, and notify nobody. */
export function look(world: World, message: Message, reader: User): SeenMessage {
  const names = namesFor(world, reader);
  const words = [...readMarkdown(message.content, names), ...textsIn(message.components, names)];
  const passages = [...words, ...embedTexts(message).flatMap((it) => readMarkdown(it, names))];
  const buttons = buttonsIn(message.components);
  const mentions = words.flatMap((it) => it.mentions);
  return {
    ...{ id: message.id, channel: message.channel.id, onlyFor: message.onlyFor, passages },
    author: message.author?.name ?? message.persona?.name ?? '',
    icon: message.persona?.avatar ?? null,
    text: passages.map((it) => it.text).join('\n'),
    buttons: buttons.map(labelOf),
    disabled: buttons.filter((it) => it.disabled === true).map(labelOf),
    menus: menusIn(message.components).map((it) => ((it.options ?? []) as Json[]).map((one) => asText(one.label))),
    pings: pingsOf(mentions, message.allowedMentions),
    links: passages.flatMap((it) => it.links),
    files: message.files.map(({ name, text }) => ({ name, text })),
    isThinking: (message.flags & messageFlag.loading) !== 0,
    isEdited: message.editedAt !== null,
  };
}
