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

export const newApp = (changes: Partial<SlackApp>): SlackApp => ({
  id: 'A0FAKEAPP1',
  name: 'wheelhouse',
  botUser: 'U0FAKEBOT1',
  botId: 'B0FAKEBOT1',
  scopes: [
    ...['app_mentions:read', 'channels:history', 'channels:read', 'chat:write', 'chat:write.customize', 'commands'],
    ...['groups:history', 'groups:read', 'im:history', 'im:read', 'im:write', 'usergroups:read', 'users:read'],
  ],
  botToken: 'xoxb-fake-bot-token',
  appToken: 'xapp-1-fake-app-token',
  appScopes: ['connections:write'],
  signingSecret: 'fake-signing-secret',
  verificationToken: 'fake-verification-token',
  socketMode: true,
  requestUrl: null,
  events: [
    ...['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im'],
    ...['tokens_revoked', 'app_uninstalled', 'channel_archive', 'channel_deleted', 'member_left_channel'],
    ...['subteam_updated', 'subteam_members_changed', 'reaction_added'],
  ],
  commands: ['/wheel'],
  shortcuts: { 'Steer this run': 'steer', 'Send and pause': 'send_and_pause' },
  ...changes,
});
