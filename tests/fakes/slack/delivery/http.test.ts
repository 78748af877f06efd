import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startSlack } from '../slack.ts';

interface Got {
  headers: IncomingMessage['headers'];
  body: string;
}
interface Answer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

let slack: FakeSlack;
let server: Server;
let got: Got[];
let answer: (request: Got) => Answer | null;

beforeEach(async () => {
  got = [];
  answer = () => ({ status: 200 });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const all = { headers: request.headers, body };
      got.push(all);
      const said = answer(all);
      if (said !== null) response.writeHead(said.status, said.headers).end(said.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const requestUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  slack = await startSlack({ app: { socketMode: false, requestUrl }, ackWithin: 1_000, retries: [0, 10] });
  slack.channel('film');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await slack.close();
});

describe('signed delivery', () => {
  it('signs the bytes that it sends', async () => {
    await slack.person('ada').type({ channel: 'film' }, 'Größe & <b>');
    const [{ headers, body }] = got as [Got];
    const base = `v0:${String(headers['x-slack-request-timestamp'])}:${body}`;
    const mac = createHmac('sha256', slack.app.signingSecret).update(base).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${mac}`);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toMatchObject({ event: { text: 'Größe &amp; &lt;b&gt;' } });
  });

  it('sends commands and interactions as forms', async () => {
    await slack.person('ada').slash({ channel: 'film' }, '/wheel', 'run now');
    const form = new URLSearchParams(got[0]?.body);
    expect(Object.fromEntries(form)).toMatchObject({ command: '/wheel', text: 'run now', channel_name: 'film' });
    const ts = await slack.person('ada').type({ channel: 'film' }, 'hi');
    await slack.person('ada').shortcut({ channel: 'film', ts }, 'Steer this run');
    const payload = JSON.parse(new URLSearchParams(got.at(-1)?.body).get('payload') ?? '') as { callback_id: string };
    expect(payload).toMatchObject({ type: 'message_action', callback_id: 'steer_run', message_ts: ts });
  });

  it('comes again with a number and a reason, until it is told not to', async () => {
    answer = () => (got.length === 1 ? { status: 500 } : null);
    await slack.person('ada').type({ channel: 'film' }, 'hi');
    await slack.deliveries[0]?.done;
    const why = got.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
    expect(why).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
    ]);
    got.length = 0;
    answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await slack.person('ada').type({ channel: 'film' }, 'hi');
    await slack.deliveries.at(-1)?.done;
    expect(got).toHaveLength(1);
  });

  it('repeats the same bytes, signed at the real time whatever was added to the clock', async () => {
    slack.clock.advance(3_600_000);
    await slack.person('ada').type({ channel: 'film' }, 'hi');
    await slack.redeliver(slack.deliveries[0]!);
    expect(got[1]?.body).toBe(got[0]?.body);
    expect(got[1]?.headers['x-slack-retry-num']).toBe('1');
    for (const { headers } of got) {
      expect(Math.abs(Number(headers['x-slack-request-timestamp']) - Date.now() / 1000)).toBeLessThan(30);
    }
  });

  it('tells the person of an interaction that fails', async () => {
    answer = () => ({ status: 503 });
    await slack.person('ada').slash({ channel: 'film' }, '/wheel', 'run');
    expect(slack.person('ada').toasts).toEqual(['/wheel failed: wheelhouse failed to respond (dispatch_failed).']);
  });

  it('asks a request URL for its challenge', async () => {
    expect(await slack.verifyRequestUrl()).toBe(false);
    answer = ({ body }) => ({ status: 200, body: (JSON.parse(body) as { challenge: string }).challenge });
    expect(await slack.verifyRequestUrl()).toBe(true);
  });

  it('sends what a test makes up', async () => {
    const body = Buffer.from('{"type":');
    const [timestamp, signature] = slack.raw.sign(body, 0, 'wrong') as [[string, string], [string, string]];
    answer = () => ({ status: 401, body: 'no' });
    expect(await slack.raw.http({ body, headers: [timestamp, timestamp, signature] })).toMatchObject({ status: 401 });
    expect(got[0]?.headers['x-slack-request-timestamp']).toBe('0, 0');
  });
});
