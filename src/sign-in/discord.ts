import { type Configuration, fetchProtectedResource } from 'openid-client';
import { z } from 'zod';
import type { SignInWay } from '../core/console/sign-in.ts';
import type { Account } from '../core/people/actor.ts';
import { authorizationUrl, type CodeFlow, exchange } from './code-flow.ts';
import { noArrival } from './no-arrival.ts';
import { knownServer } from './server.ts';

interface DiscordSettings {
  apiUrl: URL;
  clientId: string;
  clientSecret: string;
}

const snowflake = z.string().regex(/^[0-9]{1,20}$/);
const user = z.object({ id: snowflake });
const guilds = z.array(z.object({ id: snowflake }));

/** Nobody can be in more servers (https://docs.discord.com/developers/resources/user#get-current-user-guilds). */
const mostGuilds = 200;

class Unanswered extends Error {
  readonly code = 'OAUTH_RESPONSE_IS_NOT_CONFORM';
}

/** Sign-in with Discord: OAuth 2, then calls of its API as the user. The token is not stored. */
export function discordWay({ apiUrl, clientId, clientSecret }: DiscordSettings): SignInWay {
  const issuer = new URL(apiUrl.origin);
  const configuration = knownServer({ issuer, clientId, clientSecret, algorithm: 'oauth2' });
  const flow: CodeFlow = { configuration, scope: 'identify guilds', isOpenId: false, pkce: 'always' };
  return {
    name: 'discord',
    label: 'Discord',
    begin: (secrets, redirectUri) => authorizationUrl(flow, secrets, redirectUri),
    finish: async (came, secrets) => {
      try {
        const { access_token: token } = await exchange(flow, came, secrets);
        const ask = asUser(await configuration(), apiUrl, token);
        const { id } = user.parse(await ask('users/@me'));
        const memberships = guilds.parse(await ask(`users/@me/guilds?limit=${mostGuilds}`));
        return { kind: 'arrived', account: memberOf(id, memberships), unverified: null };
      } catch (error) {
        return noArrival(error);
      }
    },
    vouchesFor: ({ surface }) => surface === 'discord',
  };
}

function asUser(server: Configuration, apiUrl: URL, token: string): (path: string) => Promise<unknown> {
  const base = apiUrl.href.replace(/\/*$/, '/');
  return async (path) => {
    const response = await fetchProtectedResource(server, token, new URL(path, base), 'GET');
    if (!response.ok) throw new Unanswered(`${path} was answered with ${response.status}`);
    return response.json();
  };
}

/** The user's account in each of their servers, since projects name members of a server. Without any server, it is an account that no project can name. */
function memberOf(user: string, memberships: z.infer<typeof guilds>): Account {
  const [first, ...others] = memberships.map(({ id }): Account => ({ surface: 'discord', team: id, user }));
  return { ...(first ?? { surface: 'discord', team: 'none', user }), aliases: others };
}
