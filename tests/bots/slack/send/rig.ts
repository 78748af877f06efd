import type { Surface } from '../../../../src/core/cards/surface.ts';
import { createSlackApi } from '../../../../src/bots/slack/send/api.ts';
import type { Clock } from '../../../../src/bots/chat/send/clock.ts';
import type { SlackApi } from '../../../../src/bots/slack/send/slack-api.ts';
import { createSlackSurface } from '../../../../src/bots/slack/surface.ts';
import { startSlack, type FakeSlack, type SlackOptions } from '../../../fakes/slack/slack.ts';
import { hurried } from '../../chat/send/clock.ts';
import { SendsInMemory, Told } from '../../chat/send/stores.ts';

export interface Rig {
  slack: FakeSlack;
  api: SlackApi;
  surface: Surface;
  troubles: Told;
  sends: SendsInMemory;
  logged: string[];
  /** The methods that were called, in order. */
  called(): string[];
  /** What stands in a channel, by its author. */
  close(): Promise<void>;
}

interface Own {
  slack?: SlackOptions;
  clock?: Clock;
  now?: () => Date;
}

/** Our sending against a Slack that is all there, a hundred times as fast. */
export async function startRig({ slack: options, clock = hurried(100), now }: Own = {}): Promise<Rig> {
  // Nobody listens for events here.
  const slack = await startSlack({ pace: { scale: 100 }, app: { events: [] }, ...options });
  const troubles = new Told();
  const sends = new SendsInMemory();
  const logged: string[] = [];
  const log = { warn: (facts: object, message: string) => void logged.push(JSON.stringify(facts) + message) };
  const api = createSlackApi({ token: slack.app.botToken, apiUrl: slack.apiUrl, troubles, log, clock });
  const site = { publicUrl: null, mayCustomize: true };
  return {
    ...{ slack, api, troubles, sends, logged },
    surface: createSlackSurface({ api, sends, site, ...(now ? { now } : {}) }),
    called: () => slack.calls.map(({ method }) => method),
    close: async () => {
      api.stop();
      await slack.close();
    },
  };
}
