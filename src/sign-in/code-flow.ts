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

/** The authorization code flow, as this server takes it. */
export interface CodeFlow {
  configuration: () => Promise<Configuration>;
  scope: string;
  /** Whether it gives an id_token, which our nonce then binds to this sign-in. */
  isOpenId: boolean;
  /** `if-said`: only where the server says that it takes it. */
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

/** Checks state, issuer, nonce, audience, times and signature; throws what the library throws. */
export async function exchange(flow: CodeFlow, came: URL, secrets: SignInSecrets): Promise<Tokens> {
  const server = await flow.configuration();
  return authorizationCodeGrant(server, came, {
    expectedState: secrets.state,
    ...(flow.isOpenId ? { expectedNonce: secrets.nonce, idTokenExpected: true } : {}),
    ...(takesPkce(flow, server) ? { pkceCodeVerifier: secrets.verifier } : {}),
  });
}
