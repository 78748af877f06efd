import type { Logger } from 'pino';
import { createArrivals } from '../../db/arrivals.ts';
import { createAuthors } from '../../db/authors.ts';
import type { Client } from '../../db/client.ts';
import { createDrafts } from '../../db/drafts.ts';
import { createSends } from '../../db/sends.ts';
import { createTroubles } from '../../db/troubles.ts';
import type { Discord } from '../bots/discord/app.ts';
import type { DiscordGroups } from '../bots/discord/people/groups.ts';
import type { DiscordApi } from '../bots/discord/send/discord-api.ts';
import type { Config } from '../config.ts';
import type { Door } from '../core/intent.ts';
import type { Bodies, People, Postings, Projects, Views } from '../core/ports.ts';
import type { Suggest } from '../core/suggestions.ts';
import { createDeletedCards } from './deleted-cards.ts';
import { activeThreads } from './active-threads.ts';
import { createRedrawing } from './redrawing.ts';

/** What every part needs from Discord: who has which role. Discord's packages are loaded only if it is configured. */
export interface DiscordAccess {
  api: DiscordApi;
  groups: DiscordGroups;
}

/** Null if no token is set. */
export async function openDiscordAccess(
  { platforms: { discord } }: Config,
  client: Client,
  log: Logger,
): Promise<DiscordAccess | null> {
  if (discord === null) return null;
  const [{ createDiscordApi }, { createDiscordGroups }] = await Promise.all([
    import('../bots/discord/send/api.ts'),
    import('../bots/discord/people/groups.ts'),
  ]);
  const api = createDiscordApi({ token: discord.token, apiUrl: discord.apiUrl, troubles: createTroubles(client), log });
  return { api, groups: createDiscordGroups({ api, log }) };
}

interface Stores {
  bodies: Bodies;
  people: People;
  postings: Pick<Postings, 'at' | 'ofSubject'>;
  projects: Pick<Projects, 'all' | 'find'>;
  views: Views;
}

interface Around {
  config: Config;
  client: Client;
  access: DiscordAccess | null;
  door: Door;
  suggest: Suggest;
  /** The door's own: brings a posting up to date. */
  refresh: (postingId: string) => Promise<void>;
  stores: Stores;
  log: Logger;
}

/** Receives and posts. Only the part `bots` does this. */
export async function openDiscord(around: Around): Promise<Discord | null> {
  const { config, client, access, stores, log } = around;
  const { discord: connection } = config.platforms;
  if (connection === null || access === null) return null;
  const { createDiscord } = await import('../bots/discord/app.ts');
  const deleted = createDeletedCards({ ...stores, refresh: around.refresh, log });
  return createDiscord({
    ...{ api: access.api, groups: access.groups, connection, log },
    ...{ door: around.door, suggest: around.suggest, publicUrl: config.publicUrl },
    arrivals: createArrivals(client),
    authors: createAuthors(client),
    drafts: createDrafts(client),
    sends: createSends(client),
    refresh: async (at) => {
      const posting = await stores.postings.at('discord', at);
      if (posting) await around.refresh(posting.id);
    },
    deleted: (at) => deleted('discord', at),
    redrawing: createRedrawing(stores),
    threads: () => activeThreads('discord', stores),
    heard: (dispatch) => access.groups.heard(dispatch),
  });
}
