import type { Troubles, Way } from '../../../core/troubles.ts';
import type { Log } from '../../chat/log.ts';
import { realClock, type Clock } from '../../chat/send/clock.ts';
import { Places } from '../../chat/send/places.ts';
import { Token } from '../../chat/send/token.ts';
import { Troubled } from '../../chat/send/troubled.ts';
import { limits } from '../limits.ts';
import { Address } from './address.ts';
import { Caller } from './call.ts';
import { Channels } from './channels.ts';
import { createCommands } from './commands.ts';
import { createDirect } from './direct.ts';
import type { DiscordApi } from './discord-api.ts';
import { DiscordOutage } from './errors.ts';
import { createFind } from './find.ts';
import { createInteractions } from './interactions.ts';
import { Lanes } from './lanes.ts';
import { OldEdits } from './old-edits.ts';
import { createPost } from './post.ts';
import { createSay } from './say.ts';
import { createSaid } from './said.ts';
import { askWhoWeAre, createSelves } from './self.ts';
import { createUpdate } from './update.ts';
import { openWeb } from './web.ts';
import { Webhooks } from './webhooks.ts';
import { createMembers } from './members.ts';
import { troubleWords } from './words.ts';

export interface DiscordApiOptions {
  token: string;
  /** Where Discord's API is, with its version: `https://discord.com/api/v10`. */
  apiUrl: URL;
  troubles: Troubles;
  log: Pick<Log, 'warn'>;
  /** A test's own: where time passes faster, more may be called in a second. */
  clock?: Clock;
  perSecond?: number;
  now?: () => Date;
}

/** Codes that anything from that channel disproves: that there is no such channel, or that the bot doesn't see it. */
const silentOnes = ['10003', '10004', '50001'];

const refusedToken = (said: string): DiscordOutage =>
  new DiscordOutage('discord-token', `Discord refuses the bot token (${said}): nothing is sent until it is mended.`);

/** What we call of Discord's REST API, at the pace that Discord wants. */
export function createDiscordApi(options: DiscordApiOptions): DiscordApi {
  const { token: secret, apiUrl, troubles, log, clock = realClock, now = () => new Date() } = options;
  const { perSecond = limits.rates.perSecond } = options;
  const troubled = new Troubled({ surface: 'discord', troubles, log, clock });
  const ask = openWeb({ token: secret, apiUrl, address: new Address(clock, troubled), perSecond });
  const lanes = new Lanes(clock);
  const token = new Token({
    ...{ clock, troubled, words: troubleWords.token },
    probe: () => ask(askWhoWeAre),
    onDeath: (error) => lanes.clear(error),
    outage: refusedToken,
  });
  const caller = new Caller({ ask, lanes, token });
  const channels = new Channels(caller);
  const nameOf = async (id: string): Promise<string | null> => channels.nameOf(id);
  const places = new Places({ clock, troubled, words: troubleWords.place, silentOnes, nameOf });
  const selves = createSelves(caller);
  const webhooks = new Webhooks({ selves, clock, log });
  const shared = { caller, places, channels, webhooks, selves };
  return {
    post: createPost(shared),
    say: createSay(shared),
    update: createUpdate({ ...shared, oldEdits: new OldEdits(clock, now) }),
    find: createFind(shared),
    said: createSaid(caller),
    direct: createDirect(caller, log),
    ...createInteractions({ caller, selves, clock }),
    ...createMembers(caller),
    ...createCommands(caller, selves),
    channel: async (id) => {
      const found = await channels.find(id);
      return 'code' in found ? null : found;
    },
    whoAmI: () => selves.ask(),
    heardFrom: (channel) => places.heardFrom(channel),
    changed: (channels) =>
      places.changed(channels).catch((error: unknown) => {
        log.warn(
          { err: error, channels },
          'Whether a place works again could not be looked up. The next card there tries it.',
        );
      }),
    gatewayIs: (fault) => tellOf(troubled, 'gateway', fault),
    commandsAre: (fault) => tellOf(troubled, 'commands', fault),
    stop: () => {
      troubled.stop();
      lanes.clear(new DiscordOutage('discord-stopped', 'This process stops; another goes on.'));
    },
  };
}

/** Reports what can fail apart from channels. */
const tellOf = (troubled: Troubled, channel: Way, fault: Parameters<DiscordApi['gatewayIs']>[0]): Promise<void> =>
  fault === null ? troubled.over(channel) : troubled.tell({ channel, ...fault });
