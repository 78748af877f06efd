interface Scope {
  why: string;
  /** What is worse without it, where the rest goes on; null: it has to be there. */
  without: string | null;
}

/** What the bot's token has to be allowed, and what for. manifest.yml asks for the same. */
export const slackScopes: Readonly<Record<string, Scope>> = {
  'app_mentions:read': { why: 'hears “@Wheelhouse …”', without: null },
  'channels:history': { why: "hears what people write in a run's thread", without: null },
  'channels:read': { why: 'knows whether it is in the channels that a project names', without: null },
  'chat:write': { why: 'posts cards, brings them up to date, and answers people privately', without: null },
  'chat:write.customize': {
    why: 'lets roles speak under their own name, emoji and picture',
    without: 'what a role says begins with its name in bold, under the name of the app',
  },
  commands: { why: 'takes /wheel and the shortcuts', without: null },
  'groups:history': { why: 'hears the same in private channels', without: null },
  'groups:read': { why: 'knows the same of private channels', without: null },
  'im:history': { why: 'hears what people write to it directly', without: null },
  'usergroups:read': { why: 'knows who is in the user groups that a project names', without: null },
  'users:read': { why: 'tells members from guests and from people of other companies', without: null },
};
