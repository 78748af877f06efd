import type { Logger } from 'pino';
import { createArrivals } from '../../db/arrivals.ts';
import type { Client } from '../../db/client.ts';
import { createSends } from '../../db/sends.ts';
import { createTroubles } from '../../db/troubles.ts';
import type { Slack } from '../bots/slack/app.ts';
import type { SlackApi } from '../bots/slack/send/slack-api.ts';
import type { Config } from '../config.ts';
import type { Door } from '../core/intent.ts';
import type { Groups } from '../core/people/groups.ts';
import type { Bodies, Hints, People, Postings, Projects, Views } from '../core/ports.ts';
import type { Records } from '../core/records/records.ts';
import { createDeletedCards } from './deleted-cards.ts';
import { createHomeReader } from './home.ts';
import { activeThreads } from './active-threads.ts';
import { createRedrawing } from './redrawing.ts';

/**
 * What every part needs from Slack: who is in which group. Slack's packages are loaded only if it is configured: they are 396 of the
 * 969 CommonJS files that a start would load.
 */
export interface SlackAccess {
  api: SlackApi;
  groups: Groups;
}

/** Null if no token is set. */
export async function openSlackAccess(
  { platforms: { slack } }: Config,
  client: Client,
  log: Logger,
): Promise<SlackAccess | null> {
  if (slack === null) return null;
  const [{ createSlackApi }, { createSlackGroups }] = await Promise.all([
    import('../bots/slack/send/api.ts'),
    import('../bots/slack/people/groups.ts'),
  ]);
  const api = createSlackApi({ token: slack.botToken, apiUrl: slack.apiUrl, troubles: createTroubles(client), log });
  return { api, groups: createSlackGroups({ api, log }) };
}

interface Around {
  config: Config;
  client: Client;
  access: SlackAccess | null;
  door: Door;
  /** The door's own: brings a posting up to date. */
  refresh: (postingId: string) => Promise<void>;
  stores: {
    bodies: Bodies;
    people: People;
    postings: Pick<Postings, 'at' | 'ofSubject'>;
    projects: Pick<Projects, 'all' | 'find'>;
    records: Records;
    views: Views;
  };
  hints: Hints;
  log: Logger;
}

/** Receives and posts. Only the part `bots` does this. */
export async function openSlack(around: Around): Promise<Slack | null> {
  const { config, client, access, stores, log } = around;
  const { slack: connection } = config.platforms;
  if (connection === null || access === null) return null;
  const { createSlack } = await import('../bots/slack/app.ts');
  const deleted = createDeletedCards({ ...stores, refresh: around.refresh, log });
  return createSlack({
    ...{ api: access.api, connection, log, door: around.door, hints: around.hints, publicUrl: config.publicUrl },
    arrivals: createArrivals(client),
    sends: createSends(client),
    threads: () => activeThreads('slack', stores),
    refresh: async (at) => {
      const posting = await stores.postings.at('slack', at);
      if (posting) await around.refresh(posting.id);
    },
    deleted: (at) => deleted('slack', at),
    redrawing: createRedrawing(stores),
    readHome: createHomeReader(stores),
  });
}
