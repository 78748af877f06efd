import { ask, below, type Answered } from './ask.ts';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';

export interface SlackSettings {
  botToken: string;
  appToken: string | null;
  apiUrl: URL;
  /** What the bot needs, and what for. */
  scopes: Readonly<Record<string, string>>;
}

const page = 'api.slack.com/apps';
const remedies = {
  reach: 'See that SLACK_API_URL is right, and that this machine may reach it.',
  bot: `Copy the Bot User OAuth Token (xoxb-…) from ${page} → OAuth & Permissions into SLACK_BOT_TOKEN.`,
  scopes: `Add them at ${page} → OAuth & Permissions → Bot Token Scopes, and install the app to the workspace again.`,
  app: `Make an app-level token (xapp-…) with the scope connections:write at ${page} → Basic Information, and set SLACK_APP_TOKEN.`,
  socket: `Turn Socket Mode on at ${page} → Socket Mode.`,
};

/** Slack answers 200 to everything; what is wrong stands in `error`. */
export async function checkSlack(slack: SlackSettings | null): Promise<Finding[]> {
  if (slack === null) return [note('slack', 'no token is set: Slack is off')];
  try {
    const tested = await post(slack, 'auth.test', slack.botToken);
    if (tested.body?.ok !== true) return [fault('slack', `the bot token is refused: ${errorIn(tested)}`, remedies.bot)];
    const who = `${String(tested.body.user)} in ${String(tested.body.team)}`;
    return [ok('slack', `the bot token is good: ${who}`), checkScopes(tested, slack.scopes), await checkSocket(slack)];
  } catch (error) {
    return [fault('slack', `${slack.apiUrl.host} can't be reached: ${saidBy(error)}`, remedies.reach)];
  }
}

function checkScopes({ headers }: Answered, needed: SlackSettings['scopes']): Finding {
  const given = (headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
  const missing = Object.entries(needed).filter(([scope]) => !given.includes(scope));
  if (missing.length === 0) return ok('slack scopes', `all ${Object.keys(needed).length} are there`);
  const list = missing.map(([scope, why]) => `${scope} (${why})`).join(', ');
  return fault('slack scopes', `the bot token lacks ${list}`, remedies.scopes);
}

async function checkSocket(slack: SlackSettings): Promise<Finding> {
  if (slack.appToken === null) return fault('slack socket', 'SLACK_APP_TOKEN is not set', remedies.app);
  const opened = await post(slack, 'apps.connections.open', slack.appToken);
  if (opened.body?.ok === true) return ok('slack socket', 'the app-level token opens connections');
  const why = errorIn(opened);
  const isOff = why === 'socket_mode_not_enabled' || why === 'forbidden_for_non_socket_mode_app';
  return fault('slack socket', `no connection can be opened: ${why}`, isOff ? remedies.socket : remedies.app);
}

const post = (slack: SlackSettings, method: string, token: string): Promise<Answered> =>
  ask(below(slack.apiUrl, method), { method: 'POST', headers: { authorization: `Bearer ${token}` } });

const errorIn = ({ status, body }: Answered): string =>
  typeof body?.error === 'string' ? body.error : `it answers ${status}`;
