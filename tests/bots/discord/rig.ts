import { createArrivals } from '../../../db/arrivals.ts';
import { connect } from '../../../db/client.ts';
import { createDrafts } from '../../../db/drafts.ts';
import { migrate } from '../../../db/migrate.ts';
import { createDiscord, type Discord } from '../../../src/bots/discord/app.ts';
import { createDiscordGroups } from '../../../src/bots/discord/people/groups.ts';
import type { DiscordParts } from '../../../src/bots/discord/parts.ts';
import type { Dispatch } from '../../../src/bots/discord/receive/dispatch.ts';
import { createDiscordApi } from '../../../src/bots/discord/send/api.ts';
import type { PostRef } from '../../../src/core/cards/surface.ts';
import type { Door } from '../../../src/core/intent.ts';
import { startDiscord, type DiscordOptions, type FakeDiscord } from '../../fakes/discord/discord.ts';
import { readSpec } from '../../fakes/discord/specs/spec.ts';
import { needs } from '../../setup/needs.ts';
import { LapsingArrivals } from '../chat/lapsing-arrivals.ts';
import { hurried } from '../chat/send/clock.ts';
import { SendsInMemory, Told } from '../chat/send/stores.ts';
import { ackWithin } from '../../setup/patience.ts';

export interface DiscordRig {
  discord: FakeDiscord;
  bot: Discord;
  parts: DiscordParts;
  troubles: Told;
  /** Where cards were asked to be brought up to date. */
  refreshed: PostRef[];
  /** Where something was deleted that nobody is known to have said. */
  deleted: PostRef[];
  logged: string[];
  /** All that the gateway has told us, oldest first. */
  heard: Dispatch[];
  /** The time of whoever failed with something is over: it has been taken up, and nothing is left. */
  takenUp(): Promise<void>;
  /** Resolves when the gateway has told us so many of these, and our side has ended with them. */
  hasHeard(type: string, count: number): Promise<void>;
  /** Our side has ended with all that it was told. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Own {
  discord?: DiscordOptions;
  parts?: Partial<DiscordParts>;
  /** Another process beside one that is there: the same Discord, the same database. */
  beside?: FakeDiscord;
  /** Of the local Discord, before we connect. */
  before?: (discord: FakeDiscord) => void;
}

/** How many times as fast we keep Discord's pace, as it does not look at it. */
const haste = 20;

/** The whole bot against a Discord that is all there, with its arrivals in a real database. */
export async function startDiscordRig(databaseUrl: string, door: Door, own: Own = {}): Promise<DiscordRig> {
  await migrate(databaseUrl);
  const client = connect(databaseUrl, { max: 4 });
  const discord = own.beside ?? (await startDiscord({ pace: 'off', answerWithin: ackWithin, ...own.discord }));
  own.before?.(discord);
  const [troubles, logged, heard]: [Told, string[], Dispatch[]] = [new Told(), [], []];
  const [refreshed, deleted]: [PostRef[], PostRef[]] = [[], []];
  const note = (facts: object, message: string): void => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const log = { info: note, warn: note, error: note };
  const connection = { token: discord.app.token, apiUrl: discord.apiUrl, guild: null, identifyEvery: 0 };
  const api = createDiscordApi({ ...connection, troubles, log, clock: hurried(haste), perSecond: 50 * haste });
  const kept = new LapsingArrivals(createArrivals(client));
  const parts: DiscordParts = {
    ...{ api, connection, door, log },
    groups: createDiscordGroups({ api, log }),
    arrivals: kept,
    authors: { of: async () => null },
    drafts: createDrafts(client),
    sends: new SendsInMemory(),
    threads: async () => [],
    suggest: async () => [],
    refresh: async (at) => void refreshed.push(at),
    deleted: async (at) => void deleted.push(at),
    redrawing: { card: async () => null, buttons: async () => [] },
    publicUrl: new URL('https://wheelhouse.example/'),
    ...own.parts,
    heard: (dispatch) => {
      heard.push(dispatch);
      own.parts?.heard?.(dispatch);
    },
  };
  const bot = createDiscord(parts);
  const linesBefore = discord.gateway.size;
  bot.start();
  const isThere = (): boolean => discord.gateway.size > linesBefore && discord.commands().length > 0;
  await discord.until(isThere, 'a connection and the commands');
  return {
    ...{ discord, bot, parts, troubles, refreshed, deleted, logged, heard },
    takenUp: async () => {
      kept.hasLapsed = true;
      await discord.until(() => kept.unfinished.size === 0, 'everything to be taken up');
      kept.hasLapsed = false;
      await bot.idle();
    },
    hasHeard: async (type, count) => {
      await discord.until(() => heard.filter(({ t }) => t === type).length >= count, `${count} times ${type}`);
      await bot.idle();
    },
    settled: () => bot.idle(),
    close: async () => {
      await bot.stop();
      api.stop();
      await client.close();
      if (!own.beside) await discord.close();
      describedBy(discord);
    },
  };
}

/** Where Discord's own description is at hand, it has nothing against any request that a test made us send. */
function describedBy({ calls }: FakeDiscord): void {
  if (needs.specs === undefined) return;
  const faults = [...new Set(readSpec(needs.specs)(calls))];
  if (faults.length > 0) throw new Error(`Discord's own description has this against it:\n${faults.join('\n')}`);
}
