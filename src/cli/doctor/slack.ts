import type { Answered } from './ask.ts';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';
import { callWith, errorIn, isGood } from './slack-call.ts';
import { checkSlackProject, type SlackProject } from './slack-project.ts';

export interface SlackSettings {
  botToken: string;
  appToken: string | null;
  signingSecret: string | null;
  apiUrl: URL;
  /** What the bot needs, what for, and what is worse without it; null: nothing goes without it. */
  scopes: Readonly<Record<string, { why: string; without: string | null }>>;
  /** Where Slack sends to without Socket Mode; null where PUBLIC_URL is not set. */
  eventsUrl: URL | null;
  /** Of the project files that can be read. */
  projects: () => Promise<SlackProject[]>;
}

const page = 'api.slack.com/apps';
const remedies = {
  reach: 'See that SLACK_API_URL is right, and that this machine may reach it.',
  bot: `Copy the Bot User OAuth Token (xoxb-…) from ${page} → OAuth & Permissions into SLACK_BOT_TOKEN.`,
  scopes: `Add them at ${page} → OAuth & Permissions → Bot Token Scopes, and install the app to the workspace again.`,
  app: `Make an app-level token (xapp-…) with the scope connections:write at ${page} → Basic Information, and set SLACK_APP_TOKEN.`,
  socket: `Turn Socket Mode on at ${page} → Socket Mode.`,
  address:
    'Set PUBLIC_URL to the https address at which Slack reaches the console, or SLACK_APP_TOKEN for Socket Mode.',
};

export async function checkSlack(slack: SlackSettings | null): Promise<Finding[]> {
  if (slack === null) return [note('slack', 'no token is set: Slack is off')];
  try {
    const tested = await callWith(slack.apiUrl, slack.botToken)('auth.test');
    if (!isGood(tested)) return [fault('slack', `the bot token is refused: ${errorIn(tested)}`, remedies.bot)];
    return await checkWorkspace(slack, tested);
  } catch (error) {
    return [fault('slack', `${slack.apiUrl.host} can't be reached: ${saidBy(error)}`, remedies.reach)];
  }
}

async function checkWorkspace(slack: SlackSettings, tested: Answered): Promise<Finding[]> {
  const { user, team, team_id: teamId } = tested.body ?? {};
  const workspace = { bot: String(user), team: String(team), teamId: String(teamId) };
  const projects = await slack.projects();
  const call = callWith(slack.apiUrl, slack.botToken);
  const found = await Promise.all(projects.map((project) => checkSlackProject(call, workspace, project)));
  return [
    ok('slack', `the bot token is good: ${workspace.bot} in ${workspace.team} (${workspace.teamId})`),
    ...checkScopes(tested, slack.scopes),
    ...(await checkReceiving(slack)),
    ...found.flat(),
  ];
}

function checkScopes({ headers }: Answered, needed: SlackSettings['scopes']): Finding[] {
  const given = (headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
  const missing = Object.entries(needed).filter(([scope]) => !given.includes(scope));
  if (missing.length === 0) return [ok('slack scopes', `all ${Object.keys(needed).length} are there`)];
  const poorer = missing.flatMap(([scope, { without }]) => (without === null ? [] : [`without ${scope}, ${without}`]));
  const list = missing.flatMap(([scope, { why, without }]) => (without === null ? [`${scope} (${why})`] : []));
  return [
    ...(list.length === 0 ? [] : [fault('slack scopes', `the bot token lacks ${list.join(', ')}`, remedies.scopes)]),
    ...poorer.map((what) => note('slack scopes', what)),
  ];
}

async function checkReceiving(slack: SlackSettings): Promise<Finding[]> {
  if (slack.appToken === null) return [checkAddress(slack.eventsUrl)];
  const opened = await callWith(slack.apiUrl, slack.appToken)('apps.connections.open');
  if (!isGood(opened)) return [socketFault(errorIn(opened))];
  const unused = note('slack socket', 'SLACK_SIGNING_SECRET is set as well, and not used: Socket Mode it is');
  return [
    ok('slack socket', 'the app-level token opens connections'),
    ...(slack.signingSecret === null ? [] : [unused]),
  ];
}

function socketFault(why: string): Finding {
  const isOff = why === 'socket_mode_not_enabled' || why === 'forbidden_for_non_socket_mode_app';
  return fault('slack socket', `no connection can be opened: ${why}`, isOff ? remedies.socket : remedies.app);
}

/** Whether Slack gets there can't be seen from here. */
const checkAddress = (eventsUrl: URL | null): Finding =>
  eventsUrl?.protocol === 'https:'
    ? note(
        'slack http',
        `Slack has to reach ${eventsUrl.href}, the Request URL of the app, and to sign with SLACK_SIGNING_SECRET: ` +
          'once the program runs, Retry beside that URL tries both. Socket Mode has to be off',
      )
    : fault(
        'slack http',
        `Slack can't send to ${eventsUrl?.href ?? 'an address that nobody has set'}`,
        remedies.address,
      );
