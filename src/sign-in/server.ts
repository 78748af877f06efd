import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  type ClientAuth,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';

/** For one request, in seconds: a person waits for it. */
const patience = 10;
/** What a server says of itself is asked for again after this, in milliseconds. */
const freshFor = 60 * 60 * 1000;

export interface Server {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  algorithm: 'oidc' | 'oauth2';
}

/** Servers that don't say take Basic (OpenID Connect Discovery 1.0, section 3). */
const authenticate =
  (secret: string): ClientAuth =>
  (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
    way(secret)(server, client, body, headers);
  };

function discover({ issuer, clientId, clientSecret, algorithm }: Server): Promise<Configuration> {
  // Without it, the library trusts TLS, and reads an id_token unverified (OpenID Connect Core, 3.1.3.7).
  const execute = algorithm === 'oidc' ? [enableNonRepudiationChecks] : [];
  // The configuration lets plain http through for loopback only.
  if (issuer.protocol === 'http:') execute.push(allowInsecureRequests);
  return discovery(issuer, clientId, undefined, authenticate(clientSecret), { algorithm, execute, timeout: patience });
}

/** Asked when it is first needed, so that a house that is away keeps nobody from starting; a failure is not kept. */
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
