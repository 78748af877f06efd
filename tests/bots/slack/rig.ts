import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createArrivals } from '../../../db/arrivals.ts';
import { connect } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { createSlack, type Slack } from '../../../src/bots/slack/app.ts';
import type { SlackParts } from '../../../src/bots/slack/parts.ts';
import { createSlackApi } from '../../../src/bots/slack/send/api.ts';
import type { PostRef } from '../../../src/core/cards/surface.ts';
import type { Door } from '../../../src/core/intent.ts';
import { startSlack, type FakeSlack, type SlackOptions } from '../../fakes/slack/slack.ts';
import { hurried } from '../chat/send/clock.ts';
import { LapsingArrivals } from '../chat/lapsing-arrivals.ts';
import { SendsInMemory, Told } from '../chat/send/stores.ts';
import { ackWithin } from '../../setup/patience.ts';

export type Mode = 'socket' | 'http';

export interface SlackRig {
  slack: FakeSlack;
  bot: Slack;
  parts: SlackParts;
  troubles: Told;
  /** Where cards were asked to be brought up to date. */
  refreshed: PostRef[];
  /** Where something was deleted that is no person's. */
  deleted: PostRef[];
  /** Whose home pages were read. */
  homes: string[];
  logged: string[];
  /** Stops our side; from then on nobody is connected. */
  leave(): Promise<void>;
  /** The time of whoever failed with something is over: it has been taken up, and nothing is left. */
  takenUp(): Promise<void>;
  /** Our side has ended with all that it was told. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Own {
  mode?: Mode;
  slack?: SlackOptions;
  parts?: Partial<SlackParts>;
  /** Another process beside one that is there: the same Slack, the same database. */
  beside?: FakeSlack;
}

/** The whole bot against a Slack that is all there, with its arrivals in a real database. */
export async function startSlackRig(databaseUrl: string, door: Door, own: Own = {}): Promise<SlackRig> {
  const { mode = 'socket', beside } = own;
  await migrate(databaseUrl);
  const client = connect(databaseUrl, { max: 4 });
  const app = {
    socketMode: mode === 'socket',
    shortcuts: { 'Steer this run': 'steer_run', 'Send and pause': 'send_and_pause' },
  };
  const slack =
    beside ??
    (await startSlack({
      pace: 'off',
      ackWithin,
      triggerLife: ackWithin,
      ...own.slack,
      app: { ...app, ...own.slack?.app },
    }));
  const troubles = new Told();
  const [refreshed, deleted]: [PostRef[], PostRef[]] = [[], []];
  const [homes, logged]: [string[], string[]] = [[], []];
  const note = (facts: object, message: string): void => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const log = { info: note, warn: note, error: note };
  const api = createSlackApi({ token: slack.app.botToken, apiUrl: slack.apiUrl, troubles, log, clock: hurried(100) });
  const kept = new LapsingArrivals(createArrivals(client));
  const parts: SlackParts = {
    ...{ api, door, log },
    connection: {
      appToken: mode === 'socket' ? slack.app.appToken : null,
      signingSecret: slack.app.signingSecret,
      apiUrl: slack.apiUrl,
    },
    arrivals: kept,
    sends: new SendsInMemory(),
    threads: async () => [],
    refresh: async (at) => void refreshed.push(at),
    deleted: async (at) => void deleted.push(at),
    redrawing: { card: async () => null },
    readHome: async ({ user }) => (homes.push(user), { sections: [] }),
    hints: { onRun: () => () => undefined },
    publicUrl: new URL('https://wheelhouse.example/'),
    ...own.parts,
  };
  const bot = createSlack(parts);
  const stopServing = bot.routes ? await serveAt(bot, slack) : async () => undefined;
  const socketsBefore = slack.sockets;
  bot.start();
  if (mode === 'socket' && slack.app.socketMode) await slack.until(() => slack.sockets > socketsBefore, 'a socket');
  return {
    ...{ slack, bot, parts, troubles, refreshed, deleted, homes, logged },
    takenUp: async () => {
      kept.hasLapsed = true;
      await slack.until(() => kept.unfinished.size === 0, 'everything to be taken up');
      kept.hasLapsed = false;
      await bot.idle();
    },
    settled: () => bot.idle(),
    leave: async () => {
      await bot.stop();
      await slack.until(() => slack.sockets === 0, 'the socket to close');
    },
    close: async () => {
      await bot.stop();
      api.stop();
      await stopServing();
      await client.close();
      if (!beside) await slack.close();
    },
  };
}

async function serveAt({ routes }: Slack, slack: FakeSlack): Promise<() => Promise<void>> {
  const server = serve({ fetch: routes!.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  slack.app.requestUrl = new URL(`http://127.0.0.1:${port}/slack/events`);
  return async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
}
