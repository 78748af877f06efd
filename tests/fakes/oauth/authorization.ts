import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An app, as its owner has registered it. */
export interface Registration {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
}

/** What a person has granted in the browser, until the code for it is redeemed. */
export interface Grant<Who> {
  who: Who;
  redirectUri: string;
  scopes: string[];
  nonce: string | null;
  challenge: string | null;
}

/** The query of an authorization request, or why it gets no redirect at all (RFC 6749, 4.1.2.1). */
export function readRequest(query: URLSearchParams, app: Registration): Omit<Grant<null>, 'who'> | { refused: string } {
  const names = [...query.keys()];
  if (new Set(names).size !== names.length) return { refused: 'a parameter stands twice' };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== app.clientId) return { refused: 'invalid_client_id' };
  if (!app.redirectUris.includes(redirectUri)) return { refused: 'redirect_uri did not match any configured URI' };
  if (query.get('response_type') !== 'code') return { refused: 'unsupported_response_type' };
  if ((query.get('state') ?? '').length < 16) return { refused: 'a state that can be guessed' };
  const challenge = query.get('code_challenge');
  if (challenge !== null && query.get('code_challenge_method') !== 'S256') return { refused: 'only S256' };
  return { redirectUri, scopes: (query.get('scope') ?? '').split(' '), nonce: query.get('nonce'), challenge };
}

/** Codes work once, for their own redirect URI and verifier. */
export class Codes<Who> {
  readonly #open = new Map<string, Grant<Who>>();

  issue(grant: Grant<Who>): string {
    const code = randomBytes(16).toString('hex');
    this.#open.set(code, grant);
    return code;
  }

  /** Null when it is unknown, used, or not redeemed by whom it was made for. */
  redeem(form: URLSearchParams): Grant<Who> | null {
    const grant = this.#open.get(form.get('code') ?? '');
    this.#open.delete(form.get('code') ?? '');
    if (grant === undefined || grant.redirectUri !== form.get('redirect_uri')) return null;
    const verifier = form.get('code_verifier');
    if (grant.challenge === null) return verifier === null ? grant : null;
    if (verifier === null || !/^[\w.~-]{43,128}$/.test(verifier)) return null;
    return createHash('sha256').update(verifier).digest('base64url') === grant.challenge ? grant : null;
  }
}

/** Basic, or in the body; never both (RFC 6749, 2.3). */
export function isClient(request: IncomingMessage, form: URLSearchParams, app: Registration): boolean {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return form.get('client_id') === app.clientId && form.get('client_secret') === app.clientSecret;
  }
  const [id = '', secret = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  const isRight = decodeURIComponent(id) === app.clientId && decodeURIComponent(secret) === app.clientSecret;
  return authorization.startsWith('Basic ') && isRight && !form.has('client_secret');
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.headers['content-type']?.split(';')[0] !== 'application/x-www-form-urlencoded') {
    return new URLSearchParams();
  }
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return new URLSearchParams(body);
}

export const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export const sendTo = (response: ServerResponse, redirectUri: string, added: Record<string, string>): void => {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(added)) target.searchParams.set(name, value);
  response.writeHead(302, { location: target.href }).end();
};

export interface Listening {
  origin: string;
  close: () => Promise<void>;
}

export async function listen(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
