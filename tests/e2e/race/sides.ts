import { startDiscord } from '../../fakes/discord/discord.ts';
import { startSlack } from '../../fakes/slack/slack.ts';
import { discordHand } from './discord-hand.ts';
import type { Hand } from './hand.ts';
import { channel, type Ground } from './project.ts';
import type { Surface } from './questions.ts';
import type { Entry } from '../town/note.ts';
import { slackHand } from './slack-hand.ts';
import { ackWithin } from '../../setup/patience.ts';

/** Whether the platforms hold their rates. */
export type Pace = 'strict' | 'off';

/** What goes wrong at a platform, and when that is over. */
export interface Trouble {
  what: string;
  begin(): Promise<unknown>;
}

/** The platforms on which two people meet. */
export interface Sides {
  /** Beside the console. */
  surfaces: readonly Surface[];
  /** Who press opposite buttons. */
  pairs: readonly [Hand, Hand][];
  ground: Ground;
  env: Record<string, string>;
  /** Resolves when the program hears them. */
  heard(): Promise<unknown>;
  troubles: readonly Trouble[];
  /** When the last silence was over for which a platform asked before then, as far as it shows outcomes; by `performance.now`. */
  silentUntil(surface: Surface, before: number): number;
  close(): Promise<unknown>;
}

/** Seconds for which a platform wants no more updates. */
const retryAfter = 1;
const asked = async (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, retryAfter * 1000));

/** What was called, and what came of it. */
interface Called {
  at: number;
  retryAfter: number | null;
}

/** The last of these that was told to wait says until when. */
function silenceAmong(calls: readonly Called[], before: number): number {
  const told = calls.filter(({ at, retryAfter }) => retryAfter !== null && at - performance.timeOrigin <= before);
  return Math.max(0, ...told.map(({ at, retryAfter }) => at + (retryAfter ?? 0) * 1000 - performance.timeOrigin));
}

/** The program's workspace. */
async function openWorkspace(pace: Pace) {
  const slack = await startSlack({ pace, ackWithin, triggerLife: ackWithin });
  const accountOf = (name: string): Entry => {
    const { team, id } = slack.person(name);
    return { slack: `${team}/${id}` };
  };
  const heard = () => slack.until(() => slack.sockets > 0, 'a socket');
  const troubles: Trouble[] = [
    {
      what: 'a Retry-After of Slack',
      begin: () => {
        slack.faults.next('chat.update', { kind: 'rate limited', retryAfter });
        return asked();
      },
    },
    {
      what: 'a dropped socket',
      begin: async () => {
        slack.dropSockets();
        await slack.until(() => slack.sockets === 0, 'the sockets to be gone');
        await heard();
      },
    },
  ];
  return {
    ...{ slack, accountOf, heard, troubles },
    updates: () => slack.calls.filter(({ method }) => method === 'chat.update'),
    place: { surface: 'slack', channel: slack.channel(channel).id },
    env: { SLACK_BOT_TOKEN: slack.app.botToken, SLACK_APP_TOKEN: slack.app.appToken, SLACK_API_URL: slack.apiUrl.href },
  };
}

const update = 'PATCH /channels/:channel/messages/:message';

/** And its server. */
async function openGuild(pace: Pace) {
  const discord = await startDiscord({ pace, answerWithin: ackWithin });
  const accountOf = (name: string): Entry => ({
    discord: `${discord.guild('Paper').id}/${discord.person(name).id}`,
  });
  const heard = () => discord.until(() => discord.gateway.size > 0, 'a session of the gateway');
  const troubles: Trouble[] = [
    {
      what: 'a Retry-After of Discord',
      begin: () => {
        discord.faults.next(update, { kind: 'rate limited', retryAfter });
        return asked();
      },
    },
    {
      what: 'a dropped gateway',
      begin: async () => {
        discord.gateway.drop();
        await discord.until(() => discord.gateway.size === 0, 'the session to be gone');
        await heard();
      },
    },
  ];
  return {
    ...{ discord, accountOf, heard, troubles },
    updates: () => discord.calls.filter(({ route }) => route === update),
    place: { surface: 'discord', channel: discord.channel(channel).id },
    env: { DISCORD_TOKEN: discord.app.token, DISCORD_API_URL: discord.apiUrl.href },
  };
}

/** An Ada before Slack and a Ben before Discord, so many times. */
export async function slackAndDiscord(pace: Pace, pairs: number): Promise<Sides> {
  const [there, here] = await Promise.all([openWorkspace(pace), openGuild(pace)]);
  const numbers = Array.from({ length: pairs }, (_, index) => index + 1);
  return {
    surfaces: ['slack', 'discord'],
    pairs: numbers.map((n) => [
      slackHand(there.slack, `ada${n}`, `Ada ${n}`),
      discordHand(here.discord, `ben${n}`, `Ben ${n}`),
    ]),
    ground: {
      places: [there.place, here.place],
      people: numbers.flatMap((n) => [
        { id: `ada${n}`, name: `Ada ${n}`, account: there.accountOf(`ada${n}`) },
        { id: `ben${n}`, name: `Ben ${n}`, account: here.accountOf(`ben${n}`) },
      ]),
    },
    env: { ...there.env, ...here.env },
    heard: () => Promise.all([there.heard(), here.heard()]),
    troubles: [...there.troubles, ...here.troubles],
    silentUntil: (surface, before) => {
      if (surface === 'console') return 0;
      return silenceAmong(surface === 'slack' ? there.updates() : here.updates(), before);
    },
    close: () => Promise.all([there.slack.close(), here.discord.close()]),
  };
}
