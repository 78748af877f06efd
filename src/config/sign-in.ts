import { z } from 'zod';
import { isLoopback } from '../core/loopback.ts';
import { secretUrl } from './web-url.ts';

const given = z.string().min(1).optional();
/** Digits only: on Discord's page, the public key of 64 letters and digits stands right below the id, and is easily copied instead. */
const application = z
  .string()
  .regex(/^[0-9]{1,20}$/, "write the application's id, digits only, such as 197038439483310086")
  .optional();
const tokens = 'over plain http, anybody on the network path could sign in as anybody';

/** What turns on a way to sign in to the console, and what the listening address needs. */
export const signInVariables = {
  CONSOLE_LINK_ONLY: z.enum(['yes', 'no']).default('no'),
  OIDC_ISSUER_URL: secretUrl('https://login.example.com', tokens).optional(),
  OIDC_CLIENT_ID: given,
  OIDC_CLIENT_SECRET: given,
  SLACK_CLIENT_ID: given,
  SLACK_CLIENT_SECRET: given,
  SLACK_API_URL: secretUrl('https://slack.com/api/', tokens).default('https://slack.com/api/'),
  DISCORD_CLIENT_ID: application,
  DISCORD_APPLICATION_ID: application,
  DISCORD_CLIENT_SECRET: given,
  DISCORD_API_URL: secretUrl('https://discord.com/api/v10', tokens).default('https://discord.com/api/v10'),
};

type Variables = z.infer<z.ZodObject<typeof signInVariables>>;

export interface Client {
  clientId: string;
  clientSecret: string;
}

/** Null means that this way is not offered. */
export interface SignInSettings {
  oidc: (Client & { issuer: URL }) | null;
  slack: (Client & { apiUrl: URL }) | null;
  discord: (Client & { apiUrl: URL }) | null;
}

function clientOf(clientId?: string, clientSecret?: string): Client | null {
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
}

export function readSignIn(read: Variables): SignInSettings {
  const oidc = clientOf(read.OIDC_CLIENT_ID, read.OIDC_CLIENT_SECRET);
  const slack = clientOf(read.SLACK_CLIENT_ID, read.SLACK_CLIENT_SECRET);
  const discord = clientOf(read.DISCORD_CLIENT_ID ?? read.DISCORD_APPLICATION_ID, read.DISCORD_CLIENT_SECRET);
  return {
    oidc: oidc && read.OIDC_ISSUER_URL !== undefined ? { ...oidc, issuer: new URL(read.OIDC_ISSUER_URL) } : null,
    slack: slack && { ...slack, apiUrl: new URL(read.SLACK_API_URL) },
    discord: discord && { ...discord, apiUrl: new URL(read.DISCORD_API_URL) },
  };
}

interface Fault {
  variable: string;
  message: string;
}

/** Variables of which all or none have to be set. A Discord application id alone is no fault: it belongs to the bot. */
function halves(read: Variables): Fault[] {
  const application = read.DISCORD_CLIENT_SECRET === undefined ? undefined : read.DISCORD_APPLICATION_ID;
  const groups: Record<string, string | undefined>[] = [
    {
      OIDC_ISSUER_URL: read.OIDC_ISSUER_URL,
      OIDC_CLIENT_ID: read.OIDC_CLIENT_ID,
      OIDC_CLIENT_SECRET: read.OIDC_CLIENT_SECRET,
    },
    { SLACK_CLIENT_ID: read.SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: read.SLACK_CLIENT_SECRET },
    {
      DISCORD_CLIENT_ID: read.DISCORD_CLIENT_ID ?? application,
      DISCORD_CLIENT_SECRET: read.DISCORD_CLIENT_SECRET,
    },
  ];
  return groups.flatMap((group) => {
    const names = Object.keys(group);
    const missing = names.filter((name) => group[name] === undefined);
    if (missing.length === 0 || missing.length === names.length) return [];
    const set = names.filter((name) => !missing.includes(name)).join(' and ');
    return missing.map((variable) => ({ variable, message: `is missing beside ${set}: set all of them, or none` }));
  });
}

interface Address {
  HOST: string;
  PUBLIC_URL?: string | undefined;
}

const threeWaysOut = (host: string): string =>
  [
    `${host} can be reached from other machines, and no sign-in is configured. One of three:`,
    '    HOST=127.0.0.1, and only this machine reaches it;',
    '    a sign-in (OIDC_ISSUER_URL, SLACK_CLIENT_ID or DISCORD_CLIENT_ID, each with what belongs to it) and PUBLIC_URL;',
    '    CONSOLE_LINK_ONLY=yes, if something in front of it decides who can reach it: the printed link is then the only way in.',
  ].join('\n');

const noRedirect =
  'is needed when a sign-in is configured and HOST is not loopback: people are sent back to it after signing in';

/** Faults that concern several variables together. */
export function signInFaults(read: Variables & Address): Fault[] {
  const faults = halves(read);
  if (faults.length > 0 || isLoopback(read.HOST)) return faults;
  const isOffered = Object.values(readSignIn(read)).some((way) => way !== null);
  if (isOffered) return read.PUBLIC_URL === undefined ? [{ variable: 'PUBLIC_URL', message: noRedirect }] : [];
  return read.CONSOLE_LINK_ONLY === 'yes' ? [] : [{ variable: 'HOST', message: threeWaysOut(read.HOST) }];
}
