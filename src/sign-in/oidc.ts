import { fetchUserInfo } from 'openid-client';
import type { Arrival, SignInWay } from '../core/console/sign-in.ts';
import type { Account } from '../core/people/actor.ts';
import { sameName, subjectName } from '../core/people/recognize.ts';
import { authorizationUrl, type CodeFlow, exchange, type Tokens } from './code-flow.ts';
import { noArrival } from './no-arrival.ts';
import { knownServer } from './server.ts';

interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
}

interface Address {
  email?: unknown;
  email_verified?: unknown;
}

/** Sign-in through the operator's own provider, by OpenID Connect. */
export function oidcWay({ issuer, clientId, clientSecret }: OidcSettings): SignInWay {
  const configuration = knownServer({ issuer, clientId, clientSecret, algorithm: 'oidc' });
  const flow: CodeFlow = { configuration, scope: 'openid email', isOpenId: true, pkce: 'always' };
  return {
    name: 'oidc',
    label: issuer.host,
    begin: (secrets, redirectUri) => authorizationUrl(flow, secrets, redirectUri),
    finish: async (came, secrets) => {
      try {
        return await arrive(flow, issuer, await exchange(flow, came, secrets));
      } catch (error) {
        return noArrival(error);
      }
    },
    vouchesFor: ({ surface, team }) => surface === 'oidc' && team === issuer.href,
  };
}

async function arrive(flow: CodeFlow, issuer: URL, tokens: Tokens): Promise<Arrival> {
  const claims = tokens.claims();
  if (claims === undefined) return { kind: 'not_arrived', why: 'untrusted', code: 'no_id_token' };
  const { email, email_verified: isVerified } =
    claims.email === undefined ? await askUserInfo(flow, tokens, claims.sub) : claims;
  const account: Account = { surface: 'oidc', team: issuer.href, user: subjectName(claims.sub) };
  if (typeof email !== 'string' || !isAddress(email)) return { kind: 'arrived', account, unverified: null };
  // Only a verified address counts: anybody can write any address into a profile.
  if (isVerified !== true) return { kind: 'arrived', account, unverified: email };
  const address: Account = { surface: 'oidc', team: issuer.href, user: sameName(email) };
  return { kind: 'arrived', account: { ...account, aliases: [address] }, unverified: null };
}

/** An address, unless it begins with `sub:`: that marks a subject in a project file. */
const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text) && !text.startsWith('sub:');

/** Some providers keep the address out of the id_token. */
async function askUserInfo({ configuration }: CodeFlow, tokens: Tokens, subject: string): Promise<Address> {
  const server = await configuration();
  if (server.serverMetadata().userinfo_endpoint === undefined) return {};
  return fetchUserInfo(server, tokens.access_token, subject);
}
