interface Permission {
  /** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
  bit: bigint;
  /** What it is called in a server's settings. */
  name: string;
  why: string;
  without: string;
  /** False: the rest goes on without it. */
  isNeeded: boolean;
  /** Whether it is for forums, too. */
  inForums: boolean;
}

/**
 * What the bot has to be allowed in each channel that a project names, and what for. Bits are those of discord-api-types
 * (PermissionFlagsBits), which a test compares; they stand here as numbers, so that `doctor` and `invite` load nothing of discord.js.
 * Which call demands which is as the local Discord of the tests has it; that a thread from a message takes Read Message History, too, is unverified.
 */
export const discordPermissions = {
  ViewChannel: {
    ...{ bit: 1n << 10n, name: 'View Channels', isNeeded: true, inForums: true },
    why: 'sees the channel, and hears what is written and pressed in it',
    without: 'it neither sees nor posts anything there',
  },
  SendMessages: {
    ...{ bit: 1n << 11n, name: 'Send Messages', isNeeded: true, inForums: true },
    why: 'posts the card of each run; in a forum, its post',
    without: 'no run has a card there',
  },
  CreatePublicThreads: {
    ...{ bit: 1n << 35n, name: 'Create Public Threads', isNeeded: true, inForums: false },
    why: "starts each run's thread from its card",
    without: 'no run has a thread there: its questions and its talk have no place',
  },
  SendMessagesInThreads: {
    ...{ bit: 1n << 38n, name: 'Send Messages in Threads', isNeeded: true, inForums: true },
    why: "asks and answers in a run's thread",
    without: "nothing is asked or answered in a run's thread",
  },
  ReadMessageHistory: {
    ...{ bit: 1n << 16n, name: 'Read Message History', isNeeded: true, inForums: true },
    why: 'starts threads from messages, and finds what it has posted before it would post it twice',
    without: "no run's thread can be started, and what was posted can't be found again",
  },
  ManageWebhooks: {
    ...{ bit: 1n << 29n, name: 'Manage Webhooks', isNeeded: false, inForums: true },
    why: 'lets roles speak under their own name and picture, by one webhook of its own in each channel',
    without: 'what a role says begins with its name in bold, under the name of the app',
  },
} as const satisfies Readonly<Record<string, Permission>>;

/** All of them, as an invitation asks for them. */
export const permissionBits = (): bigint => Object.values(discordPermissions).reduce((sum, { bit }) => sum | bit, 0n);
