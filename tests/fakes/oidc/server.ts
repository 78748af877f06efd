import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';

export interface OidcUser {
  email: string;
  isVerified: boolean;
}

export interface OidcServer {
  issuer: string;
  /** By subject. */
  users: Map<string, OidcUser>;
  /** Registers the one client, and opens. */
  register(redirectUri: string): void;
  close: () => Promise<void>;
}

export const client = { clientId: 'wheelhouse', clientSecret: 'canary secret/with: signs' };

/** A real OpenID provider with a page on which one of its users signs in. It puts addresses into userinfo, not into id_tokens. */
export async function startOidcServer(): Promise<OidcServer> {
  const users = new Map<string, OidcUser>();
  let provider: Provider | undefined;
  const server = createServer((request, response) => {
    if (provider === undefined) response.writeHead(503).end();
    else if (request.url?.startsWith('/interaction/')) void interact(provider, users, { request, response });
    else void provider.callback()(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    users,
    register: (redirectUri) => {
      provider = new Provider(issuer, configurationFor(redirectUri, users));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function configurationFor(redirectUri: string, users: Map<string, OidcUser>): Configuration {
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        application_type: 'web',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['key-for-tests'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => {
      const user = users.get(sub);
      if (!user) return undefined;
      return { accountId: sub, claims: () => ({ sub, email: user.email, email_verified: user.isVerified }) };
    },
    loadExistingGrant: grantAll,
  };
}

/** Nobody is asked for consent: the operator's own provider trusts the operator's own program. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
  grant.addOIDCScope('openid email');
  await grant.save();
  return grant;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

async function interact(provider: Provider, users: Map<string, OidcUser>, { request, response }: Exchange) {
  const chosen = new URL(request.url ?? '/', 'http://any').searchParams.get('as');
  if (request.method === 'POST' && chosen !== null) {
    return provider.interactionFinished(request, response, { login: { accountId: chosen } });
  }
  const buttons = [...users.keys()].map(
    (sub) => `<form method="post" action="?as=${encodeURIComponent(sub)}"><button>Sign in as ${sub}</button></form>`,
  );
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(`<!doctype html><title>Provider</title><h1>Provider</h1>${buttons.join('')}`);
}
