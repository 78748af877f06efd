import type { Troubles, Way } from '../../../core/troubles.ts';
import type { Log } from '../../chat/log.ts';
import { realClock, type Clock } from '../../chat/send/clock.ts';
import { Places } from '../../chat/send/places.ts';
import { Token } from '../../chat/send/token.ts';
import { Troubled } from '../../chat/send/troubled.ts';
import { Caller } from './call.ts';
import { SlackOutage } from './errors.ts';
import { createFind } from './find.ts';
import { Lanes } from './lanes.ts';
import { createMessages } from './messages.ts';
import { createNameOf } from './name-of.ts';
import { createReadBack } from './read-back.ts';
import { createRespond } from './respond.ts';
import type { SlackApi } from './slack-api.ts';
import { createViews } from './views.ts';
import { openWeb } from './web.ts';
import { troubleWords } from './words.ts';
import { createUsers } from './users.ts';

export interface SlackApiOptions {
  token: string;
  /** Where Slack's methods are, `https://slack.com/api/`. */
  apiUrl: URL;
  troubles: Troubles;
  log: Pick<Log, 'warn'>;
  /** A test's own. */
  clock?: Clock;
}

/** Errors that are over once anything comes from the channel. */
const silentOnes = ['channel_not_found', 'is_archived', 'not_in_channel'];

const refusedToken = (said: string): SlackOutage =>
  new SlackOutage('slack-token', `Slack refuses the bot token (${said}): nothing is sent until it is mended.`);

/** The name of the trouble with the connection, which stands beside those of channels. */
const socketPlace: Way = 'Socket Mode';

/** Slack's Web API, as little of it as we call, at the pace that Slack wants. */
export function createSlackApi({ token: secret, apiUrl, troubles, log, clock = realClock }: SlackApiOptions): SlackApi {
  const call = openWeb({ token: secret, apiUrl });
  const troubled = new Troubled({ surface: 'slack', troubles, log, clock });
  const lanes = new Lanes(clock);
  const token = new Token({
    ...{ clock, troubled, words: troubleWords.token },
    probe: () => call('auth.test', {}),
    onDeath: (error) => lanes.clear(error),
    outage: refusedToken,
  });
  const caller = new Caller({ call, lanes, token });
  const places = new Places({ clock, troubled, words: troubleWords.place, silentOnes, nameOf: createNameOf(caller) });
  return {
    ...createMessages(caller, places),
    ...createViews(caller),
    ...createUsers(caller),
    ...createReadBack(caller),
    find: createFind(caller),
    respond: createRespond(apiUrl),
    heardFrom: (channel) => places.heardFrom(channel),
    socketIs: (fault) =>
      fault === null ? troubled.over(socketPlace) : troubled.tell({ channel: socketPlace, ...fault }),
    stop: () => {
      troubled.stop();
      lanes.clear(new SlackOutage('slack-stopped', 'This process stops; another goes on.'));
    },
  };
}
