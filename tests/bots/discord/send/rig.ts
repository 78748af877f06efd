import type { Surface } from '../../../../src/core/cards/surface.ts';
import type { Clock } from '../../../../src/bots/chat/send/clock.ts';
import { createDiscordApi } from '../../../../src/bots/discord/send/api.ts';
import type { DiscordApi } from '../../../../src/bots/discord/send/discord-api.ts';
import { createDiscordSurface } from '../../../../src/bots/discord/surface.ts';
import { startDiscord, type DiscordOptions, type FakeDiscord } from '../../../fakes/discord/discord.ts';
import { hurried } from '../../chat/send/clock.ts';
import { SendsInMemory, Told } from '../../chat/send/stores.ts';
import { ackWithin } from '../../../setup/patience.ts';

/** Our side: one process of ours. */
export interface Sender {
  api: DiscordApi;
  surface: Surface;
}

export interface Rig extends Sender {
  discord: FakeDiscord;
  troubles: Told;
  sends: SendsInMemory;
  logged: string[];
  /** The routes that were called, in order. */
  called(): string[];
  /** How often this one was. */
  count(route: string): number;
  /** Another process of ours, with the same database. */
  another(): Sender;
  close(): Promise<void>;
}

interface Own {
  discord?: DiscordOptions;
  clock?: Clock;
  now?: () => Date;
}

export const routes = {
  post: 'POST /channels/:channel/messages',
  edit: 'PATCH /channels/:channel/messages/:message',
  start: 'POST /channels/:channel/messages/:message/threads',
  execute: 'POST /webhooks/:webhook/:token',
  make: 'POST /channels/:channel/webhooks',
  member: 'GET /guilds/:guild/members/:user',
  callback: 'POST /interactions/:interaction/:token/callback',
  me: 'GET /applications/@me',
} as const;

/** Our sending against a Discord that is all there, twenty times as fast: without its rates, since discord.js goes by the real time. */
export async function startRig({ discord: options, clock = hurried(20), now }: Own = {}): Promise<Rig> {
  const discord = await startDiscord({ pace: 'off', answerWithin: ackWithin, ...options });
  const [troubles, sends] = [new Told(), new SendsInMemory()];
  const logged: string[] = [];
  const log = { warn: (facts: object, message: string) => void logged.push(JSON.stringify(facts) + message) };
  const apis: DiscordApi[] = [];
  const own = now ? { now } : {};
  const another = (): Sender => {
    const api = createDiscordApi({
      ...{ token: discord.app.token, apiUrl: discord.apiUrl, troubles, log, clock },
      ...own,
    });
    apis.push(api);
    return { api, surface: createDiscordSurface({ api, sends, site: { publicUrl: null }, ...own }) };
  };
  const called = (): string[] => discord.calls.map(({ route }) => route);
  return {
    ...{ discord, troubles, sends, logged, another, called },
    ...another(),
    count: (route) => called().filter((it) => it === route).length,
    close: async () => {
      for (const api of apis) api.stop();
      await discord.close();
    },
  };
}
