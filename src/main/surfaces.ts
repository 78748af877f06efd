import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Client } from '../../db/client.ts';
import { listenToConsole } from '../../db/console/hints.ts';
import type { Config } from '../config.ts';
import type { Surface } from '../core/cards/surface.ts';
import type { Hints } from '../core/ports.ts';
import { createDoor } from '../intents/door.ts';
import type { DoorPorts } from '../intents/ports.ts';
import { createSuggest } from '../intents/suggest.ts';
import { openConsole } from './console.ts';
import { openDiscord } from './discord.ts';
import { openSlack } from './slack.ts';
import type { PlatformAccess, Stores } from './stores.ts';

interface Around {
  config: Config;
  client: Client;
  access: PlatformAccess;
  stores: Stores;
  door: DoorPorts;
  hints: Hints;
  /** Whether this process receives and posts. */
  isBots: boolean;
  log: Logger;
}

interface Surfaces {
  all: readonly Surface[];
  /** In the order in which they have to be mounted, after everything else: the console answers every path, and comes last. */
  apps: readonly Hono[];
  start(): void;
  /** Receives nothing new. The console keeps answering until its server is closed. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** The console, Slack and Discord, all in front of the same door. */
export async function openSurfaces({ isBots, ...around }: Around): Promise<Surfaces> {
  const { config, client, access, stores, door, hints, log } = around;
  const consoleHints = await listenToConsole(client.sql);
  const open = createDoor(door);
  const { slack: slackAccess, discord: discordAccess } = access;
  const chat = openConsole({ config, stores, door, open, hints, consoleHints, slackAccess, discordAccess, log });
  const refresh = (postingId: string): Promise<void> => door.refresh(postingId);
  const shared = { config, client, door: open, refresh, stores, log };
  const slack = isBots ? await openSlack({ ...shared, access: slackAccess, hints }) : null;
  const suggest = createSuggest(door);
  const discord = isBots ? await openDiscord({ ...shared, access: discordAccess, suggest }) : null;
  return {
    all: [chat.surface, ...[slack, discord].flatMap((it) => it?.surface ?? [])],
    apps: isBots ? [...(slack?.routes ? [slack.routes] : []), chat.app] : [],
    start: () => {
      slack?.start();
      discord?.start();
    },
    stop: async () => void (await Promise.all([slack?.stop(), discord?.stop()])),
    close: () => consoleHints.end(),
  };
}
