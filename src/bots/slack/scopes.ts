/** What the bot's token has to be allowed, and what for. Slack's manifest names the same. */
export const slackScopes: Readonly<Record<string, string>> = {
  commands: '/wheel and the shortcuts',
  'chat:write': 'cards and their updates',
  'chat:write.customize': 'roles speak under their own names',
  'channels:history': "what people write in a run's thread",
  'groups:history': 'the same, in private channels',
  'app_mentions:read': 'roles that are spoken to by name',
  'files:write': 'what is too long for a card',
  'usergroups:read': 'permissions that a project gives to user groups',
};
