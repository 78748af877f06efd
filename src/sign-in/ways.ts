import type { SignInWay } from '../core/console/sign-in.ts';
import { discordWay } from './discord.ts';
import { oidcWay } from './oidc.ts';
import { slackWay } from './slack.ts';

interface Settings {
  oidc: Parameters<typeof oidcWay>[0] | null;
  slack: Parameters<typeof slackWay>[0] | null;
  discord: Parameters<typeof discordWay>[0] | null;
}

/** The ways that are configured, in the order in which they are offered. */
export const signInWays = ({ oidc, slack, discord }: Settings): SignInWay[] =>
  [oidc && oidcWay(oidc), slack && slackWay(slack), discord && discordWay(discord)].filter((way) => way !== null);
