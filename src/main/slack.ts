import type { Logger } from 'pino';
import { createArrivals } from '../../db/arrivals.ts';
import type { Client } from '../../db/client.ts';
import { createSends } from '../../db/sends.ts';
import { createTroubles } from '../../db/troubles.ts';
import { createSlack, type Slack } from '../bots/slack/app.ts';
import { createSlackApi } from '../bots/slack/send/api.ts';
import type { SlackApi } from '../bots/slack/send/slack-api.ts';
import type { Config } from '../config.ts';
import type { Door } from '../core/intent.ts';
import type { Bodies, Hints, People, Postings, Views } from '../core/ports.ts';
import type { Records } from '../core/records/records.ts';
import { createHomeReader } from './home.ts';
import { createRedrawing } from './redrawing.ts';

/** Null: no token is set. Every part asks it who is in which group; only the part `bots` listens and posts. */
export function openSlackApi({ platforms: { slack } }: Config, client: Client, log: Logger): SlackApi | null {
  if (slack === null) return null;
  return createSlackApi({ token: slack.botToken, apiUrl: slack.apiUrl, troubles: createTroubles(client), log });
}

interface Around {
  config: Config;
  client: Client;
  api: SlackApi | null;
  door: Door;
  /** The door's: brings a posting up to date. */
  refresh: (postingId: string) => Promise<void>;
  stores: { bodies: Bodies; people: People; postings: Pick<Postings, 'at'>; records: Records; views: Views };
  hints: Hints;
  log: Logger;
}

export function openSlack(around: Around): Slack | null {
  const { config, client, api, stores, log } = around;
  const { slack: connection } = config.platforms;
  if (connection === null || api === null) return null;
  return createSlack({
    ...{ api, connection, log, door: around.door, hints: around.hints, publicUrl: config.publicUrl },
    arrivals: createArrivals(client),
    sends: createSends(client),
    troubles: createTroubles(client),
    refresh: async (at) => {
      const posting = await stores.postings.at('slack', at);
      if (posting) await around.refresh(posting.id);
    },
    redrawing: createRedrawing(stores),
    readHome: createHomeReader(stores),
  });
}
