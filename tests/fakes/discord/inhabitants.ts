import type { NewChannel, NewPerson } from './discord.ts';
import { createClient } from './people/client.ts';
import type { Person } from './people/person.ts';
import type { Ground } from './people/self.ts';
import { asChannel, asGuild, asMember, asUser } from './world/payloads.ts';
import { findChannel, newChannel, newGuild } from './world/places.ts';
import { type Channel, channelType, type Guild, type User } from './world/things.ts';

/** Guilds, channels and people, made when a test first speaks of them. */
export class Inhabitants {
  readonly #clients = new Map<string, Person>();

  constructor(private readonly ground: Ground) {}

  guild(name: string): Guild {
    const { world } = this.ground;
    const known = [...world.guilds.values()].find((it) => it.name === name || it.id === name);
    if (known !== undefined) return known;
    const guild = newGuild(world, name);
    world.tell('GUILD_CREATE', asGuild(world, guild));
    return guild;
  }

  channel(name: string, options: NewChannel = {}): Channel {
    const { world } = this.ground;
    const known = findChannel(world, name);
    if (known) return known;
    const guild = this.guild(options.guild ?? 'Paper');
    const type = channelType[options.kind ?? 'text'];
    const channel = newChannel(world, { type, name, guild, denied: new Set(options.denied ?? []) });
    world.tell('CHANNEL_CREATE', asChannel(world, channel));
    return channel;
  }

  person(name: string, options: NewPerson = {}): Person {
    const { world } = this.ground;
    const known = this.#clients.get(name);
    if (known) return known;
    const user: User = { id: world.ids.next(), name, isBot: false, zone: options.zone ?? 'UTC' };
    world.users.set(user.id, user);
    for (const one of options.guilds ?? ['Paper']) this.#join(this.guild(one), user);
    const client = createClient(this.ground, user);
    this.#clients.set(name, client);
    for (const role of options.roles ?? []) client.gainRole(role);
    return client;
  }

  #join(guild: Guild, user: User): void {
    const { world } = this.ground;
    guild.members.set(user.id, new Set());
    world.tell('GUILD_MEMBER_ADD', { guild_id: guild.id, user: asUser(user), ...asMember(guild, user) });
  }
}
