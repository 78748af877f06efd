import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  type ClientAuth,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';

/** Seconds for one request to the provider, since a person waits for it. */
const patience = 10;
/** Milliseconds after which the provider's configuration is read again. */
const freshFor = 60 * 60 * 1000;

export interface Server {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  algorithm: 'oidc' | 'oauth2';
}

/** How to authenticate. If the provider's configuration doesn't say, Basic is the default (OpenID Connect Discovery 1.0, section 3). */
const authenticate =
  (secret: string): ClientAuth =>
  (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
    way(secret)(server, client, body, headers);
  };

function discover({ issuer, clientId, clientSecret, algorithm }: Server): Promise<Configuration> {
  // Without this, the library relies on TLS, and does not verify the id_token's signature (OpenID Connect Core, 3.1.3.7).
  const execute = algorithm === 'oidc' ? [enableNonRepudiationChecks] : [];
  // Our own settings allow plain http only for loopback.
  if (issuer.protocol === 'http:') execute.push(allowInsecureRequests);
  return discovery(issuer, clientId, undefined, authenticate(clientSecret), { algorithm, execute, timeout: patience });
}

/** The provider's configuration, read when it is first needed, so that the program starts even if the provider is away. A failure is not cached. */
export function knownServer(server: Server): () => Promise<Configuration> {
  let known: { asked: number; configuration: Promise<Configuration> } | null = null;
  return () => {
    if (known !== null && Date.now() - known.asked < freshFor) return known.configuration;
    const configuration = discover(server);
    const asking = { asked: Date.now(), configuration };
    known = asking;
    configuration.catch(() => {
      if (known === asking) known = null;
    });
    return configuration;
  };
}
