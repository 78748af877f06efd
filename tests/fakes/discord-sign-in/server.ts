import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  Codes,
  type Grant,
  isClient,
  json,
  listen,
  readForm,
  readRequest,
  type Registration,
  sendTo,
} from '../oauth/authorization.ts';

export interface DiscordUser {
  id: string;
  /** The servers that the user is a member of. */
  guilds: string[];
}

export interface FakeDiscordSignIn {
  /** What DISCORD_API_URL would be. */
  apiUrl: string;
  /** Who is in front of the browser; null presses Cancel. */
  who: DiscordUser | null;
  /** The issuer that it says to be in its answer. */
  iss: string;
  exchanges: number;
  close: () => Promise<void>;
}

/** Discord's OAuth 2: https://docs.discord.com/developers/topics/oauth2, and what its own metadata says. */
export async function startDiscordSignIn(app: Registration): Promise<FakeDiscordSignIn> {
  const codes = new Codes<DiscordUser>();
  const tokens = new Map<string, Grant<DiscordUser>>();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', server.origin);
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /.well-known/oauth-authorization-server':
        return json(response, 200, metadataOf(server.origin));
      case 'GET /api/oauth2/authorize':
        return authorize(url.searchParams, response);
      case 'POST /api/oauth2/token':
        return exchange(request, response);
      case 'GET /api/v10/users/@me':
        return asUser(request, response, 'identify', ({ id }) => ({ id, username: 'mara', global_name: 'Mara' }));
      case 'GET /api/v10/users/@me/guilds':
        if (Number(url.searchParams.get('limit') ?? 200) > 200) return json(response, 400, { code: 50035 });
        return asUser(request, response, 'guilds', ({ guilds }) => guilds.map((id) => ({ id, name: `Server ${id}` })));
      default:
        return json(response, 404, { message: '404: Not Found', code: 0 });
    }
  };

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const asked = readRequest(query, app);
    if ('refused' in asked) return json(response, 400, { message: asked.refused });
    const state = query.get('state') ?? '';
    const { iss, who } = fake;
    if (who === null) return sendTo(response, asked.redirectUri, { error: 'access_denied', state, iss });
    return sendTo(response, asked.redirectUri, { code: codes.issue({ ...asked, who }), state, iss });
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    fake.exchanges++;
    const form = await readForm(request);
    if (!isClient(request, form, app)) return json(response, 401, { error: 'invalid_client' });
    if (form.get('grant_type') !== 'authorization_code')
      return json(response, 400, { error: 'unsupported_grant_type' });
    const grant = codes.redeem(form);
    if (grant === null) return json(response, 400, { error: 'invalid_grant' });
    const token = `canary-of-discord-${randomBytes(8).toString('hex')}`;
    tokens.set(token, grant);
    const scope = grant.scopes.join(' ');
    return json(response, 200, { access_token: token, token_type: 'Bearer', expires_in: 604_800, scope });
  }

  function asUser(
    request: IncomingMessage,
    response: ServerResponse,
    scope: string,
    answer: (who: DiscordUser) => unknown,
  ): void {
    const grant = tokens.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (!grant?.scopes.includes(scope)) return json(response, 401, { message: '401: Unauthorized', code: 0 });
    return json(response, 200, answer(grant.who));
  }

  const server = await listen((request, response) => void handle(request, response));
  const fake: FakeDiscordSignIn = {
    apiUrl: `${server.origin}/api/v10`,
    who: null,
    iss: server.origin,
    exchanges: 0,
    close: server.close,
  };
  return fake;
}

/** As https://discord.com/.well-known/oauth-authorization-server has it. */
const metadataOf = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/api/oauth2/authorize`,
  token_endpoint: `${origin}/api/oauth2/token`,
  revocation_endpoint: `${origin}/api/oauth2/token/revoke`,
  jwks_uri: `${origin}/api/oauth2/keys`,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});
