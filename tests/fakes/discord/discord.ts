import { Gateway } from './gateway/gateway.ts';
import { Inhabitants } from './inhabitants.ts';
import type { Json } from './limits/faults.ts';
import { Owner } from './owner.ts';
import { look } from './people/look.ts';
import type { Person } from './people/person.ts';
import type { SeenMessage } from './people/seen.ts';
import { Api, type Call } from './rest/api.ts';
import type { Ban } from './rest/ban.ts';
import type { Fault } from './rest/fault.ts';
import type { Pace, Pacer } from './rest/pace.ts';
import { listen } from './rest/server.ts';
import type { DiscordApp } from './world/app.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Permission } from './world/permissions.ts';
import { findMessage, getChannel } from './world/places.ts';
import type { Channel, Guild } from './world/things.ts';
import { until } from '../until.ts';
import { World } from './world/world.ts';

export interface DiscordOptions {
  /** How strictly rates are held: as Discord has them, not at all, or so many times as fast. */
  pace?: Pace;
  /** Changes to the app as its owner has set it up: privileged intents, its role’s permissions. */
  app?: Partial<DiscordApp>;
  /** Milliseconds that the app has for its first answer to an interaction: 3,000. */
  answerWithin?: number;
  /** Milliseconds between the heartbeats that are asked for: 41,250. */
  heartbeatInterval?: number;
}

export interface NewPerson {
  /** Names of the guilds that they are in: `Paper`, the first, unless told. */
  guilds?: string[];
  /** Names of roles that they have there. */
  roles?: string[];
  /** Of the time zone database; UTC unless told. */
  zone?: string;
}

export interface NewChannel {
  kind?: 'text' | 'forum';
  /** The guild that it is in: `Paper` unless told. */
  guild?: string;
  /** What the bot may not do here. */
  denied?: Permission[];
}

/** Guilds with one app in them: https://docs.discord.com/developers. Their people do what a test tells them. */
export interface FakeDiscord {
  /** What DISCORD_API_URL would be: `http://127.0.0.1:PORT/api/v10`. What discord.js takes as `rest.api` has no version: `restUrl`. */
  apiUrl: URL;
  restUrl: string;
  /** The app’s side, as its owner sees it in the developer portal; a change takes effect at once. */
  app: DiscordApp;
  /** Moves by itself; a test may move it on. Token lives, the age of messages and rates are measured by it. */
  clock: Clock;
  /** Every request, oldest first, with what was answered. */
  calls: Call[];
  /** What goes wrong next. */
  faults: Faults<Fault>;
  /** Its pace, its global limit and its buckets may be changed at any time. */
  pacer: Pacer;
  /** After how many invalid requests the address is banned, and how many there were. */
  ban: Ban;
  /** Sessions, heartbeats, and what breaks them: `reconnect`, `invalidate`, `drop`, `shut`, `isDeaf`; `dispatch` and `send` for what Discord would not say. */
  gateway: Gateway;
  /** Commands as they are registered, in a guild (by id) or for all. */
  commands(guild?: string): Json[];
  /** Milliseconds that the app has for its first answer to an interaction; may be changed at any time. */
  answerWithin: number;
  /** How often messages older than an hour may be edited in an hour and a channel. */
  limitOldEdits(most: number): void;

  /** The guild of this name, made if need be. */
  guild(name: string): Guild;
  /** The channel of this name, made if need be. */
  channel(name: string, options?: NewChannel): Channel;
  /** The person of this name, made if need be. */
  person(name: string, options?: NewPerson): Person;
  /** The message as everybody in its place sees it; undefined when it is deleted or nobody but one sees it. */
  message(channel: string, id: string): SeenMessage | undefined;

  /** A moderator deletes the message, and the app is told. */
  removeMessage(channel: string, id: string): void;
  /** Archives a thread, as Discord does by itself after a while; a locked one only a moderator may revive. */
  archive(thread: string, isLocked?: boolean): void;
  deleteChannel(channel: string): void;
  /** Somebody deletes every webhook of the channel. */
  removeWebhooks(channel: string): void;
  /** What the bot may not do in the channel from now on, and nothing else. */
  deny(channel: string, ...permissions: Permission[]): void;
  /** The bot’s token was reset: 401, and close code 4004. */
  revokeToken(): void;

  /** Resolves when this holds; asked again whenever something happens here. Rejects after a minute, naming what was awaited. */
  until(holds: () => boolean, what: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts one on a free port of loopback. */
export async function startDiscord(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const world = new World();
  Object.assign(world.app, options.app);
  const gateway = new Gateway(world);
  gateway.heartbeatInterval = options.heartbeatInterval ?? gateway.heartbeatInterval;
  const api = new Api(world, options.pace ?? 'strict', () => gateway.url);
  const server = await listen({ world, api, gateway });
  gateway.origin = server.origin;
  const ground = { world, gateway, answerWithin: options.answerWithin ?? 3000 };
  const [people, owner] = [new Inhabitants(ground), new Owner(ground)];
  people.guild('Paper');
  const reader = { id: '', name: '', isBot: false, zone: 'UTC' };

  return {
    apiUrl: new URL(`${server.origin}/api/v10`),
    restUrl: `${server.origin}/api`,
    ...{ app: world.app, clock: world.clock, gateway },
    ...{ calls: api.calls, faults: api.faults, pacer: api.pacer, ban: api.ban },
    commands: (guild = 'global') => world.commands.get(guild) ?? [],
    get answerWithin() {
      return ground.answerWithin;
    },
    set answerWithin(milliseconds) {
      ground.answerWithin = milliseconds;
    },
    limitOldEdits: (most) => void (world.oldEdits = most),
    guild: (name) => people.guild(name),
    channel: (name, more) => people.channel(name, more),
    person: (name, more) => people.person(name, more),
    message: (channel, id) => {
      const found = findMessage(getChannel(world, channel), id);
      return found && look(world, found, reader);
    },
    removeMessage: (channel, id) => owner.removeMessage(channel, id),
    archive: (thread, isLocked = false) => owner.archive(thread, isLocked),
    deleteChannel: (channel) => owner.deleteChannel(channel),
    removeWebhooks: (channel) => owner.removeWebhooks(channel),
    deny: (channel, ...permissions) => void owner.deny(channel, permissions),
    revokeToken: () => {
      world.isRevoked = true;
      gateway.shut(4004);
    },
    until: (holds, what) => until(world, holds, what),
    close: () => server.close(),
  };
}
