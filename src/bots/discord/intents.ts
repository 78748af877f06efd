interface Intent {
  /** https://docs.discord.com/developers/events/gateway#gateway-intents */
  bit: number;
  why: string;
  /** Null: not privileged, always granted. */
  privileged: Privileged | null;
}

/** Switched on by the application's owner. */
interface Privileged {
  /** What the switch is called in the developer portal. */
  name: string;
  /** Any of these flags of the application: of a bot in 100 servers and more, or of a smaller one. */
  flags: number;
  /** What is worse without it. */
  without: string;
}

/**
 * What the gateway is asked to tell of. Bits and flags are those of discord-api-types (GatewayIntentBits, ApplicationFlags), which a
 * test compares; they stand here as numbers, so that `doctor` and `invite` load nothing of discord.js.
 */
export const gatewayIntents = {
  Guilds: {
    bit: 1 << 0,
    why: 'knows its own role in each server, which people may mention, which roles are gone, and when it may do more than before',
    privileged: null,
  },
  GuildMembers: {
    bit: 1 << 1,
    why: 'knows at once when somebody gets or loses a role',
    privileged: {
      name: 'Server Members Intent',
      flags: (1 << 14) | (1 << 15),
      without: 'a role that somebody gets or loses counts within a minute, not at once',
    },
  },
  GuildMessages: {
    bit: 1 << 9,
    why: "hears that somebody writes in a run's thread, and that a message was deleted, such as one of its cards",
    privileged: null,
  },
  DirectMessages: {
    bit: 1 << 12,
    why: 'tells whoever writes to it directly where its place is',
    privileged: null,
  },
  MessageContent: {
    bit: 1 << 15,
    why: "reads what people write in a run's thread",
    privileged: {
      name: 'Message Content Intent',
      flags: (1 << 18) | (1 << 19),
      without:
        'words steer only where they mention @Wheelhouse; /wheel say, the buttons and the commands on messages work',
    },
  },
} as const satisfies Readonly<Record<string, Intent>>;

const all: readonly Intent[] = Object.values(gatewayIntents);

const isGranted = ({ privileged }: Intent, flags: number): boolean =>
  privileged === null || (privileged.flags & flags) !== 0;

/** Which of them may be asked for, by the application's flags: the gateway closes (4014) for whoever asks for more. */
export const grantedIntents = (flags: number): number =>
  all.reduce((sum, intent) => (isGranted(intent, flags) ? sum | intent.bit : sum), 0);

/** What has to be switched on in the developer portal. */
export const privilegedIntents = all.flatMap(({ why, privileged }) =>
  privileged === null ? [] : [{ ...privileged, why }],
);
