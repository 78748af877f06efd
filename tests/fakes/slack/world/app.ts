import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** An app as its owner has set it up at api.slack.com, and installed it in the workspace. */
export interface SlackApp {
  id: string;
  name: string;
  botUser: string;
  botId: string;
  /** Bot token scopes. */
  scopes: string[];
  botToken: string;
  /** App-level token, and its scopes. */
  appToken: string;
  appScopes: string[];
  signingSecret: string;
  /** The legacy one, in every payload. */
  verificationToken: string;
  /** Deliveries go to open sockets; otherwise to the request URL. */
  socketMode: boolean;
  requestUrl: URL | null;
  /** Bot events that it is subscribed to, with the names of the manifest. */
  events: string[];
  /** Slash commands, with their slash. */
  commands: string[];
  /** Message shortcuts: callback_id by the name that people see. */
  shortcuts: Record<string, string>;
}

const manifestFile = new URL('../../../../manifest.yml', import.meta.url);

interface Manifest {
  features: { slash_commands: { command: string }[]; shortcuts: { name: string; callback_id: string }[] };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
}

/** The app as our own manifest makes it, with nothing that the manifest forgets. */
export function newApp(changes: Partial<SlackApp>): SlackApp {
  const { features, oauth_config, settings } = parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  return {
    ...{ id: 'A0FAKEAPP1', name: 'wheelhouse', botUser: 'U0FAKEBOT1', botId: 'B0FAKEBOT1' },
    scopes: oauth_config.scopes.bot,
    ...{ botToken: 'xoxb-fake-bot-token', appToken: 'xapp-1-fake-app-token', appScopes: ['connections:write'] },
    ...{ signingSecret: 'fake-signing-secret', verificationToken: 'fake-verification-token' },
    ...{ socketMode: true, requestUrl: null },
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map((it) => it.command),
    shortcuts: Object.fromEntries(features.shortcuts.map((it) => [it.name, it.callback_id])),
    ...changes,
  };
}
