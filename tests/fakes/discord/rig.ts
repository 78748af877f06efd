import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  type RESTOptions,
  type TextChannel,
} from 'discord.js';
import { type DiscordOptions, type FakeDiscord, startDiscord } from './discord.ts';
import { ackWithin } from '../../setup/patience.ts';

export const v2 = (...components: unknown[]) => ({ flags: 1 << 15, components }) as never;
export const text = (content: string) => ({ type: 10, content });
export const button = (label: string, more: object = {}) => ({
  ...{ type: 2, style: 2, label, custom_id: label.toLowerCase() },
  ...more,
});
export const row = (...components: unknown[]) => ({ type: 1, components });
export const modal = (...fields: object[]) => ({ title: 'Start', custom_id: 'form', components: fields }) as never;
export const field = (label: string, more: object = {}) => ({
  ...{ type: 18, label },
  component: { type: 4, style: 1, custom_id: `field.${label.toLowerCase()}`, ...more },
});

const { Guilds, GuildMessages, MessageContent, GuildMembers, DirectMessages } = GatewayIntentBits;
export const intents = [Guilds, GuildMessages, MessageContent, GuildMembers, DirectMessages];

/** An app of the real discord.js in a local Discord: what arrives is kept, and answered as a test wants. */
export interface Rig {
  discord: FakeDiscord;
  client: Client<true>;
  arrived: Interaction[];
  answer: (interaction: Interaction) => Promise<unknown>;
  /** #film, as discord.js knows it. */
  film: TextChannel;
  /** What of a message’s words the client was told, as `AUTHOR: WORDS`. */
  heard: string[];
  close(): Promise<void>;
}

/**
 * The library's own way asks by whatever dispatcher is the first that anybody in this process has loaded: undici 7, which the app's other
 * half brings, can't read a file that is made for the library's undici 6.
 */
const askByFetch: RESTOptions['makeRequest'] = (url, init) => fetch(url, init);

export async function startRig(options: DiscordOptions = {}, more: Partial<ClientOptions> = {}): Promise<Rig> {
  const discord = await startDiscord({ pace: 'off', answerWithin: ackWithin, ...options });
  discord.channel('film');
  // The library waits 5 s between two IDENTIFYs.
  const ws = { buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }) };
  const client = new Client({
    intents,
    ws,
    ...more,
    rest: { api: discord.restUrl, retries: 0, makeRequest: askByFetch, ...more.rest },
  });
  const close = async (): Promise<void> => {
    await client.destroy();
    await discord.close();
  };
  const film = () => client.channels.cache.get(discord.channel('film').id) as TextChannel;
  const rig: Rig = {
    ...{ discord, client: client as Client<true>, arrived: [], heard: [], close },
    answer: () => Promise.resolve(),
    get film() {
      return film();
    },
  };
  client.on(Events.Error, () => undefined);
  client.on(Events.MessageCreate, (it) => void rig.heard.push(`${it.author.username}: ${it.content}`));
  client.on(Events.InteractionCreate, (it) => {
    rig.arrived.push(it);
    Promise.resolve(it)
      .then((one) => rig.answer(one))
      .catch(() => undefined);
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.app.token).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  await ready;
  return rig;
}
