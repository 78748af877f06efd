import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import type { SignInSecrets } from '../core/console/sign-in.ts';

export type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** The authorization code flow, with what differs between providers. */
export interface CodeFlow {
  configuration: () => Promise<Configuration>;
  scope: string;
  /** Whether the provider returns an id_token, which the nonce then ties to this sign-in. */
  isOpenId: boolean;
  /** `if-said`: only if the provider's configuration says that it supports PKCE. */
  pkce: 'always' | 'if-said';
}

const takesPkce = ({ pkce }: CodeFlow, server: Configuration): boolean =>
  pkce === 'always' || server.serverMetadata().supportsPKCE('S256');

export async function authorizationUrl(flow: CodeFlow, secrets: SignInSecrets, redirectUri: string): Promise<URL> {
  const server = await flow.configuration();
  const parameters = new URLSearchParams({ redirect_uri: redirectUri, scope: flow.scope, state: secrets.state });
  if (flow.isOpenId) parameters.set('nonce', secrets.nonce);
  if (takesPkce(flow, server)) {
    parameters.set('code_challenge', await calculatePKCECodeChallenge(secrets.verifier));
    parameters.set('code_challenge_method', 'S256');
  }
  return buildAuthorizationUrl(server, parameters);
}

/** Exchanges the code for tokens. Checks state, issuer, nonce, audience, times and signature; throws the library's errors. */
export async function exchange(flow: CodeFlow, came: URL, secrets: SignInSecrets): Promise<Tokens> {
  const server = await flow.configuration();
  return authorizationCodeGrant(server, came, {
    expectedState: secrets.state,
    ...(flow.isOpenId ? { expectedNonce: secrets.nonce, idTokenExpected: true } : {}),
    ...(takesPkce(flow, server) ? { pkceCodeVerifier: secrets.verifier } : {}),
  });
}
