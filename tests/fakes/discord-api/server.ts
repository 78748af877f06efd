import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An application, as its owner has set it up in the developer portal. */
export interface DiscordApplication {
  token: string;
  /** False: the token of a person's account. */
  bot: boolean;
  flags: number;
}

export interface FakeDiscordApi {
  /** What DISCORD_API_URL would be. */
  apiUrl: URL;
  application: DiscordApplication;
  close(): void;
}

/** Discord's REST API, as far as a token can be tried: https://docs.discord.com/developers/resources/application */
export async function startDiscordApi(application: DiscordApplication): Promise<FakeDiscordApi> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET') return answer(response, 405, { message: '405: Method Not Allowed', code: 0 });
    if (request.headers.authorization !== `Bot ${application.token}`)
      return answer(response, 401, { message: '401: Unauthorized', code: 0 });
    switch (request.url) {
      case '/api/v10/users/@me': {
        const user = { id: '197038439483310086', username: 'wheelhouse', discriminator: '0000' };
        return answer(response, 200, application.bot ? { ...user, bot: true } : user);
      }
      case '/api/v10/applications/@me':
        return answer(response, 200, { id: '197038439483310086', name: 'Wheelhouse', flags: application.flags });
      default:
        return answer(response, 404, { message: '404: Not Found', code: 0 });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { apiUrl: new URL(`http://127.0.0.1:${port}/api/v10`), application, close: () => void server.close() };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
