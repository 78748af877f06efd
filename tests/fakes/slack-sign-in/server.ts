import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  Codes,
  isClient,
  json,
  listen,
  readForm,
  readRequest,
  type Registration,
  sendTo,
} from '../oauth/authorization.ts';
import { type Claims, createSigner } from '../oauth/id-token.ts';

export interface SlackUser {
  team: string;
  user: string;
}

export interface FakeSlackSignIn {
  /** What SLACK_API_URL would be. */
  apiUrl: string;
  /** Who is in front of the browser; null presses Cancel. */
  who: SlackUser | null;
  /** Slack gone wrong, or somebody in its place: what is sent instead of the id_token that is right. */
  forge: ((claims: Claims, sign: (claims: Claims) => string) => string) | null;
  /** How often somebody has asked for a token. */
  exchanges: number;
  close: () => Promise<void>;
}

/** Sign in with Slack: https://docs.slack.dev/authentication/sign-in-with-slack. It answers 200 to what it refuses. */
export async function startSlackSignIn(app: Registration): Promise<FakeSlackSignIn> {
  const codes = new Codes<SlackUser>();
  const signer = createSigner();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', server.origin);
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return json(response, 200, configurationOf(server.origin));
      case 'GET /openid/connect/keys':
        return json(response, 200, signer.jwks);
      case 'GET /openid/connect/authorize':
        return authorize(url.searchParams, response);
      case 'POST /api/openid.connect.token':
        return exchange(request, response);
      default:
        return json(response, 404, { ok: false, error: 'unknown_method' });
    }
  };

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const asked = readRequest(query, app);
    if ('refused' in asked) return json(response, 400, { ok: false, error: asked.refused });
    if (!asked.scopes.includes('openid')) return json(response, 400, { ok: false, error: 'invalid_scope' });
    const state = query.get('state') ?? '';
    if (fake.who === null) return sendTo(response, asked.redirectUri, { error: 'access_denied', state });
    return sendTo(response, asked.redirectUri, { code: codes.issue({ ...asked, who: fake.who }), state });
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    fake.exchanges++;
    const form = await readForm(request);
    const refuse = (error: string): void => json(response, 200, { ok: false, error });
    if (!isClient(request, form, app)) return refuse('bad_client_secret');
    if (form.get('grant_type') !== 'authorization_code') return refuse('invalid_grant_type');
    // To PKCE beside a client secret, which only public apps are for, Slack has no better answer.
    if (form.has('code_verifier')) return refuse('internal_error');
    const grant = codes.redeem(form);
    if (grant === null) return refuse('invalid_code');
    const claims = claimsOf(grant.who, grant.nonce);
    const idToken = fake.forge === null ? signer.sign(claims) : fake.forge(claims, signer.sign);
    const token = { ok: true, access_token: 'xoxp-canary-of-slack', token_type: 'Bearer', id_token: idToken };
    return json(response, 200, token);
  }

  const claimsOf = ({ team, user }: SlackUser, nonce: string | null): Claims => {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: server.origin,
      sub: user,
      aud: app.clientId,
      exp: now + 300,
      iat: now,
      auth_time: now,
      ...(nonce === null ? {} : { nonce }),
      'https://slack.com/team_id': team,
      'https://slack.com/user_id': user,
    };
  };

  const server = await listen((request, response) => void handle(request, response));
  const fake: FakeSlackSignIn = {
    apiUrl: `${server.origin}/api/`,
    who: null,
    forge: null,
    exchanges: 0,
    close: server.close,
  };
  return fake;
}

/** As https://api.slack.com/.well-known/openid-configuration has it. */
const configurationOf = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/openid/connect/authorize`,
  token_endpoint: `${origin}/api/openid.connect.token`,
  userinfo_endpoint: `${origin}/api/openid.connect.userInfo`,
  jwks_uri: `${origin}/openid/connect/keys`,
  scopes_supported: ['openid', 'profile', 'email'],
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
});
