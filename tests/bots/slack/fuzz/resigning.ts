import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FakeSlack } from '../../../fakes/slack/slack.ts';

/** Stands before the app and signs whatever comes, as if nobody ever looked at a signature. */
export async function resigning(slack: FakeSlack): Promise<{ close(): Promise<void> }> {
  const target = slack.app.requestUrl!;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const headers = new Headers(slack.raw.sign(body));
      headers.set('content-type', String(request.headers['content-type']));
      const answer = await fetch(target, { method: 'POST', headers, body: new Uint8Array(body) });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(await answer.text());
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  slack.app.requestUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}`);
  return {
    close: async () => {
      slack.app.requestUrl = target;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
