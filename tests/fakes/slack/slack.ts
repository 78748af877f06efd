import { Courier } from './delivery/courier.ts';
import type { Delivery } from './delivery/delivery.ts';
import { createRaw, type Raw, verifyRequestUrl } from './delivery/raw.ts';
import { Sockets } from './delivery/sockets.ts';
import { Inhabitants } from './inhabitants.ts';
import { Owner } from './owner.ts';
import { look } from './people/look.ts';
import { namesFor } from './people/names.ts';
import type { Person } from './people/person.ts';
import type { SeenMessage } from './people/seen.ts';
import { Api } from './web/api.ts';
import type { Call } from './web/call.ts';
import type { Fault } from './web/fault.ts';
import type { Pace, Pacer } from './web/pace.ts';
import { listen } from './web/server.ts';
import { newApp, type SlackApp } from './world/app.ts';
import type { Channel } from './world/channel.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import { Messages } from './world/messages.ts';
import { findMessage, getChannel } from './world/places.ts';
import { Teller } from './world/tell.ts';
import { until } from '../until.ts';
import { World } from './world/world.ts';

export interface SlackOptions {
  /** How strictly Slack's rates are held: as documented, not at all, or so many times as fast. */
  pace?: Pace;
  /** Changes to the app as its owner has set it up: scopes, tokens, socket mode or a request URL. */
  app?: Partial<SlackApp>;
  /** Milliseconds that the app has to acknowledge a delivery: 3,000. */
  ackWithin?: number;
  /** Milliseconds that a trigger_id lives: 3,000. */
  triggerLife?: number;
  /** Milliseconds before the first, second and third repeat of an unacknowledged event: 0, 60,000, 300,000. */
  retries?: number[];
}

export interface NewPerson {
  /** Their own company; other than ours, they are a guest from there in a shared channel. */
  team?: string;
  /** A guest of our workspace: in several channels, or in one. */
  guest?: 'multi-channel' | 'single-channel';
  /** Of the time zone database; UTC unless told. */
  zone?: string;
}

export interface NewChannel {
  kind?: 'public' | 'private';
  /** Names of people in it; everybody who was made so far and later, unless told. */
  members?: string[];
  /** Whether the app's bot is in it: yes. */
  bot?: boolean;
  /** The other company with which it is shared. */
  sharedWith?: string;
}

/** A workspace with one app in it: https://docs.slack.dev. Its people do what a test tells them. */
export interface FakeSlack {
  /** What SLACK_API_URL would be: `http://127.0.0.1:PORT/api/`. */
  apiUrl: URL;
  team: { id: string; domain: string; name: string };
  /** The app's side, as its owner sees it at api.slack.com; a change takes effect at once. */
  app: SlackApp;
  /** Moves by itself; a test may move it on. Trigger lives, response_url lives and rates are measured by it. */
  clock: Clock;
  /** Every call of the Web API and of a response_url, oldest first, with what was answered. */
  calls: Call[];
  /** Everything sent to the app, oldest first, with every attempt. */
  deliveries: Delivery[];
  /** What goes wrong next. */
  faults: Faults<Fault>;
  /** Its `pace` may be changed at any time. */
  pacer: Pacer;
  /** Milliseconds that the app has to acknowledge a delivery; may be changed at any time. */
  ackWithin: number;
  /** For what no client of Slack's would send. */
  raw: Raw;

  /** The channel of this name, made if need be. */
  channel(name: string, options?: NewChannel): Channel;
  /** The person of this name, made if need be. */
  person(name: string, options?: NewPerson): Person;
  /** The user group of this handle, with its members' names from now on. Returns its id. */
  group(handle: string, members: string[]): string;
  /** The message as everybody in its place sees it; undefined when it is deleted or nobody but one sees it. */
  message(channel: string, ts: string): SeenMessage | undefined;
  /** Sends a delivery once more, as Slack does when it did not hear the acknowledgement. */
  redeliver(delivery: Delivery): Promise<Delivery>;
  /** Somebody deletes the message, and the app is told. */
  removeMessage(channel: string, ts: string): Promise<void>;
  /** Archives, deletes or leaves a channel. */
  archive(channel: string): Promise<void>;
  deleteChannel(channel: string): Promise<void>;
  removeBot(channel: string): Promise<void>;
  /** Revokes the bot's token: `token_revoked` from now on. */
  revokeToken(): void;
  /** Switches Socket Mode off: the sockets are told `link_disabled` and are closed. */
  disableLink(): void;
  /** Tells every socket to come again, as Slack does every few hours. */
  refreshSockets(reason?: 'refresh_requested' | 'warning'): void;
  /** The network breaks under every socket. */
  dropSockets(): void;
  /** Sends the request URL the challenge that Slack sends when it is entered; whether it was answered rightly. */
  verifyRequestUrl(): Promise<boolean>;
  /** How many sockets are open. */
  readonly sockets: number;
  /** Resolves when this holds; asked again whenever something happens here. Rejects after a minute, naming what was awaited. */
  until(holds: () => boolean, what: string, within?: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts one on a free port of loopback. */
export async function startSlack(options: SlackOptions = {}): Promise<FakeSlack> {
  const world = new World(newApp(options.app ?? {}), options.triggerLife ?? 3000);
  const sockets = new Sockets(world);
  const times = { ackWithin: options.ackWithin ?? 3000, retries: options.retries ?? [0, 60_000, 300_000] };
  const courier = new Courier(world, sockets, times);
  const teller = new Teller(world, courier);
  const messages = new Messages(world, teller);
  const workspace = { world, sockets, courier, teller, messages };
  const api = new Api(workspace, options.pace ?? 'strict');
  const server = await listen(api, sockets);
  world.responseUrls.base = server.origin;
  const [people, owner] = [new Inhabitants(workspace), new Owner(workspace)];
  const reader = namesFor(world, { id: '', name: '', team: world.team.id, guest: null, zone: 'UTC' });

  return {
    apiUrl: new URL('/api/', server.origin),
    ...{ team: world.team, app: world.app, clock: world.clock },
    ...{ calls: api.calls, deliveries: courier.sent, faults: api.faults, pacer: api.pacer },
    get ackWithin() {
      return times.ackWithin;
    },
    set ackWithin(milliseconds) {
      times.ackWithin = milliseconds;
    },
    raw: createRaw(workspace),
    channel: (name, more) => people.channel(name, more),
    person: (name, more) => people.person(name, more),
    group: (handle, members) => people.group(handle, members),
    message: (channel, ts) => {
      const found = findMessage(getChannel(world, channel), ts);
      return found && look(world, found, reader);
    },
    redeliver: async (delivery) => {
      await courier.again(delivery);
      return delivery;
    },
    removeMessage: (channel, ts) => owner.removeMessage(channel, ts),
    archive: (channel) => owner.archive(channel),
    deleteChannel: (channel) => owner.deleteChannel(channel),
    removeBot: (channel) => owner.removeBot(channel),
    revokeToken: () => owner.revokeToken(),
    disableLink: () => owner.disableLink(),
    refreshSockets: (reason = 'refresh_requested') => sockets.refresh(reason),
    dropSockets: () => sockets.drop(),
    get sockets() {
      return sockets.size;
    },
    verifyRequestUrl: () => verifyRequestUrl(workspace),
    until: (holds, what, within) => until(world, holds, what, within),
    close: async () => {
      courier.close();
      await server.close();
    },
  };
}
