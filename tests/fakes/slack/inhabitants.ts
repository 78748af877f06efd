import { createClient } from './people/client.ts';
import type { Person } from './people/person.ts';
import type { Workspace } from './people/workspace.ts';
import type { NewChannel, NewPerson } from './slack.ts';
import type { Channel } from './world/channel.ts';
import { newId } from './world/ids.ts';
import { findChannel } from './world/places.ts';
import type { User } from './world/user.ts';

/** A company's id, by its name. */
const teamOf = (name: string): string =>
  /^T[A-Z0-9]{5,}$/.test(name) ? name : `T0${name.toUpperCase().replace(/\W/g, '')}`;

/** Channels, people and groups, made when a test first speaks of them. */
export class Inhabitants {
  readonly #clients = new Map<string, Person>();
  /** Channels that everybody comes into. */
  readonly #open = new Set<Channel>();

  constructor(private readonly slack: Workspace) {}

  person(name: string, options: NewPerson = {}): Person {
    const known = this.#clients.get(name);
    if (known) return known;
    const { world } = this.slack;
    const team = options.team === undefined ? world.team.id : teamOf(options.team);
    const user: User = { id: newId('U'), name, team, guest: options.guest ?? null, zone: options.zone ?? 'UTC' };
    world.users.set(user.id, user);
    for (const channel of this.#open) this.#letIn(channel, user);
    const client = createClient(this.slack, user);
    this.#clients.set(name, client);
    return client;
  }

  #letIn(channel: Channel, user: User): void {
    const isOurs = user.team === this.slack.world.team.id;
    if (isOurs || channel.sharedWith.includes(user.team)) channel.members.add(user.id);
  }

  channel(name: string, options: NewChannel = {}): Channel {
    const { world } = this.slack;
    const known = findChannel(world, name);
    if (known) return known;
    const channel: Channel = {
      ...{ id: newId('C'), name, kind: options.kind ?? 'public', members: new Set<string>() },
      ...{ isArchived: false, isDeleted: false, messages: [] },
      sharedWith: options.sharedWith === undefined ? [] : [teamOf(options.sharedWith)],
    };
    world.channels.set(channel.id, channel);
    if (options.bot !== false) channel.members.add(world.app.botUser);
    if (options.members === undefined) {
      this.#open.add(channel);
      for (const user of world.users.values()) this.#letIn(channel, user);
    } else for (const member of options.members) channel.members.add(this.person(member).id);
    return channel;
  }

  group(handle: string, members: string[]): string {
    const { groups } = this.slack.world;
    const ids = members.map((it) => this.person(it).id);
    const known = [...groups.values()].find((it) => it.handle === handle);
    const group = known ?? { id: newId('S'), handle, members: ids };
    group.members = ids;
    groups.set(group.id, group);
    return group.id;
  }
}
