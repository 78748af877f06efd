import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A workspace's app, as its owner has set it up at api.slack.com. */
export interface SlackApp {
  botToken: string;
  scopes: string[];
  appToken: string;
  appScopes: string[];
  socketMode: boolean;
  /** By id; a private one that the bot is not in can't be seen. */
  channels: Record<string, { name: string; is_private: boolean; is_archived: boolean; is_member: boolean }>;
  users: string[];
  usergroups: string[];
}

export interface FakeSlackApi {
  /** What SLACK_API_URL would be. */
  apiUrl: URL;
  app: SlackApp;
  close(): void;
}

/** Slack's Web API, as far as a token and what a project names can be tried: https://docs.slack.dev/reference/methods */
export async function startSlackApi(app: SlackApp): Promise<FakeSlackApi> {
  const server = createServer((request, response) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (request.method !== 'POST' && request.method !== 'GET') return void response.writeHead(405).end();
    switch (request.url) {
      case '/api/auth.test':
        return testToken(app, token, response);
      case '/api/apps.connections.open':
        return openConnection(app, token, response);
      default:
        return void text(request).then((body) => {
          answer(response, look(app, request.url ?? '', { token, args: new URLSearchParams(body) }));
        });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { apiUrl: new URL(`http://127.0.0.1:${port}/api/`), app, close: () => void server.close() };
}

function testToken(app: SlackApp, token: string | undefined, response: ServerResponse): void {
  if (token === undefined) return answer(response, { ok: false, error: 'not_authed' });
  if (token !== app.botToken) return answer(response, { ok: false, error: 'invalid_auth' });
  response.setHeader('x-oauth-scopes', app.scopes.join(','));
  return answer(response, {
    ...{ ok: true, url: 'https://paper.slack.com/', team: 'Paper', user: 'wheelhouse' },
    ...{ team_id: 'T024BE7LD', user_id: 'U0G9QF9C6', bot_id: 'B0LAN2Q65', is_enterprise_install: false },
  });
}

/** Takes an app-level token only, and says what it lacks: https://docs.slack.dev/reference/methods/apps.connections.open */
function openConnection(app: SlackApp, token: string | undefined, response: ServerResponse): void {
  if (token === app.botToken) return answer(response, { ok: false, error: 'not_allowed_token_type' });
  if (token !== app.appToken) return answer(response, { ok: false, error: 'invalid_auth' });
  const needed = 'connections:write';
  if (!app.appScopes.includes(needed)) return answer(response, { ok: false, error: 'missing_scope', needed });
  if (!app.socketMode) return answer(response, { ok: false, error: 'forbidden_for_non_socket_mode_app' });
  return answer(response, { ok: true, url: 'wss://wss-primary.slack.com/link/?ticket=12348&app_id=5678' });
}

interface Asked {
  token: string | undefined;
  args: URLSearchParams;
}

/** What a bot may look at, if its token has the scope: https://docs.slack.dev/reference/methods/conversations.info and the others. */
function look(app: SlackApp, path: string, { token, args }: Asked): object {
  if (token !== app.botToken) return { ok: false, error: 'invalid_auth' };
  switch (path) {
    case '/api/conversations.info':
      return lookAtChannel(app, args.get('channel') ?? '');
    case '/api/users.info': {
      if (!app.scopes.includes('users:read')) return { ok: false, error: 'missing_scope', needed: 'users:read' };
      const id = args.get('user') ?? '';
      return app.users.includes(id) ? { ok: true, user: { id } } : { ok: false, error: 'user_not_found' };
    }
    case '/api/usergroups.list':
      if (!app.scopes.includes('usergroups:read'))
        return { ok: false, error: 'missing_scope', needed: 'usergroups:read' };
      return { ok: true, usergroups: app.usergroups.map((id) => ({ id })) };
    default:
      return { ok: false, error: 'unknown_method' };
  }
}

function lookAtChannel(app: SlackApp, id: string): object {
  const channel = app.channels[id];
  if (!channel || (channel.is_private && !channel.is_member)) return { ok: false, error: 'channel_not_found' };
  const needed = channel.is_private ? 'groups:read' : 'channels:read';
  if (!app.scopes.includes(needed)) return { ok: false, error: 'missing_scope', needed };
  return { ok: true, channel: { id, ...channel } };
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
