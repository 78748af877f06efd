import { z } from 'zod';

const token = (pattern: RegExp, kind: string) => z.string().regex(pattern, `write ${kind}`).optional();

/** What turns on a chat platform. Where its API is stands with the sign-in, which asks there too. */
export const platformVariables = {
  SLACK_BOT_TOKEN: token(/^xoxb-\S+$/, 'a bot token, which begins with xoxb-'),
  SLACK_APP_TOKEN: token(/^xapp-\S+$/, 'an app-level token, which begins with xapp-'),
  DISCORD_TOKEN: token(/^[\w-]+\.[\w-]+\.[\w-]+$/, "a bot's token: three parts with points between them"),
};

type Variables = z.infer<z.ZodObject<typeof platformVariables>> & { SLACK_API_URL: string; DISCORD_API_URL: string };

/** Null: off. */
export interface PlatformSettings {
  slack: { botToken: string; appToken: string | null; apiUrl: URL } | null;
  discord: { token: string; apiUrl: URL } | null;
}

export const readPlatforms = (read: Variables): PlatformSettings => ({
  slack:
    read.SLACK_BOT_TOKEN === undefined
      ? null
      : {
          botToken: read.SLACK_BOT_TOKEN,
          appToken: read.SLACK_APP_TOKEN ?? null,
          apiUrl: new URL(read.SLACK_API_URL),
        },
  discord:
    read.DISCORD_TOKEN === undefined ? null : { token: read.DISCORD_TOKEN, apiUrl: new URL(read.DISCORD_API_URL) },
});
