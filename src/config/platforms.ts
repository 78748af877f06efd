import { z } from 'zod';

const shaped = (pattern: RegExp, kind: string) => z.string().regex(pattern, `write ${kind}`).optional();

/** The variables that turn on a chat platform. The addresses of their APIs are in sign-in.ts, since signing in uses them too. */
export const platformVariables = {
  SLACK_BOT_TOKEN: shaped(/^xoxb-[\w-]+$/, 'a whole bot token: xoxb- and letters, digits and dashes'),
  SLACK_APP_TOKEN: shaped(/^xapp-[\w-]+$/, 'a whole app-level token: xapp- and letters, digits and dashes'),
  SLACK_SIGNING_SECRET: shaped(/^[\w-]{16,}$/, 'the signing secret, 32 letters and digits'),
  DISCORD_TOKEN: shaped(/^[\w-]+\.[\w-]+\.[\w-]+$/, "a bot's token: three parts with points between them"),
  DISCORD_GUILD: shaped(/^[0-9]{1,20}$/, "a server's id, such as 1042500000000000000"),
};

type Own = z.infer<z.ZodObject<typeof platformVariables>>;
type Variables = Own & {
  SLACK_API_URL: string;
  DISCORD_API_URL: string;
  DISCORD_APPLICATION_ID?: string | undefined;
  DISCORD_CLIENT_ID?: string | undefined;
};

/** With an app token Socket Mode is used, even if there is a signing secret too; with only a signing secret, signed HTTP. At least one is set. */
export interface SlackPlatform {
  botToken: string;
  appToken: string | null;
  signingSecret: string | null;
  apiUrl: URL;
}

/** `guild`: the only server in which the commands are registered; null: all servers. */
export interface DiscordPlatform {
  token: string;
  apiUrl: URL;
  guild: string | null;
}

/** Null means off. */
export interface PlatformSettings {
  slack: SlackPlatform | null;
  discord: DiscordPlatform | null;
  /** The application that `wheelhouse invite` invites. Its id may be set without a token; null if only the token tells it. */
  discordApplication: { id: string | null; apiUrl: URL };
}

export const readPlatforms = (read: Variables): PlatformSettings => ({
  slack:
    read.SLACK_BOT_TOKEN === undefined
      ? null
      : {
          botToken: read.SLACK_BOT_TOKEN,
          appToken: read.SLACK_APP_TOKEN ?? null,
          signingSecret: read.SLACK_SIGNING_SECRET ?? null,
          apiUrl: new URL(read.SLACK_API_URL),
        },
  discord:
    read.DISCORD_TOKEN === undefined
      ? null
      : {
          token: read.DISCORD_TOKEN,
          apiUrl: new URL(read.DISCORD_API_URL),
          guild: read.DISCORD_GUILD ?? null,
        },
  discordApplication: {
    id: read.DISCORD_APPLICATION_ID ?? read.DISCORD_CLIENT_ID ?? null,
    apiUrl: new URL(read.DISCORD_API_URL),
  },
});

const twoWaysIn = [
  'is missing beside SLACK_BOT_TOKEN: without it, nothing that people do in Slack gets here. One of two:',
  '    SLACK_APP_TOKEN, an app-level token with the scope connections:write (api.slack.com/apps → Basic Information), for Socket Mode;',
  '    SLACK_SIGNING_SECRET instead (on the same page), where Slack can reach PUBLIC_URL/slack/events.',
].join('\n');

const noBot = (other: string): string =>
  `is missing beside ${other}: copy the Bot User OAuth Token (api.slack.com/apps → OAuth & Permissions), or unset ${other}`;

/** What single variables can't say. */
export function platformFaults(read: Own): { variable: string; message: string }[] {
  const others = (['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const).filter((name) => read[name] !== undefined);
  const [other] = others;
  if (read.SLACK_BOT_TOKEN !== undefined) {
    return other === undefined ? [{ variable: 'SLACK_APP_TOKEN', message: twoWaysIn }] : [];
  }
  return other === undefined ? [] : [{ variable: 'SLACK_BOT_TOKEN', message: noBot(other) }];
}
