import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { slackRoutes } from '../../../../src/bots/slack/receive/http.ts';
import type { Incoming } from '../../../../src/bots/chat/intake.ts';
import { longestBody } from '../../../../src/bots/slack/receive/raw-body.ts';

const secret = 'a-signing-secret-of-an-app';
const now = Date.parse('2026-11-21T12:00:00Z');
const seconds = Math.floor(now / 1000);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const signatureOf = (body: string | Buffer, at: number | string = seconds, key = secret): string =>
  `v0=${createHmac('sha256', key).update(`v0:${at}:`).update(body).digest('hex')}`;

function rig(answer: (incoming: Incoming) => Promise<void> = ({ acknowledge }) => acknowledge(), inHand = 0) {
  const received: Incoming[] = [];
  const warned: string[] = [];
  const clock = { now };
  const log = { ...silent, warn: (_: object, message: string) => void warned.push(message) };
  const intake = {
    inHand,
    receive: async (incoming: Incoming) => {
      received.push(incoming);
      await answer(incoming);
    },
  };
  const app = slackRoutes({ signingSecret: secret, intake, log, now: () => clock.now });
  const send = (body: string | Buffer, headers: [string, string][]) =>
    app.request('/slack/events', {
      method: 'POST',
      headers: new Headers(headers),
      body: new Uint8Array(Buffer.from(body)),
    });
  return { received, send, app, warned, clock };
}

const json: [string, string] = ['content-type', 'application/json'];
const stamped = (body: string | Buffer, at: number | string = seconds, key = secret): [string, string][] => [
  ['x-slack-request-timestamp', String(at)],
  ['x-slack-signature', signatureOf(body, at, key)],
];
const event = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: { type: 'message' } });

describe('Slack over signed HTTP', () => {
  it('takes what is signed, and answers with the acknowledgement', async () => {
    const { received, send } = rig();
    const response = await send(event, [json, ...stamped(event)]);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(received.map(({ body }) => body.event_id)).toEqual(['Ev1']);
  });

  it('reads clicks and commands out of their forms', async () => {
    const { received, send } = rig();
    const form: [string, string] = ['content-type', 'application/x-www-form-urlencoded'];
    const click = new URLSearchParams({ payload: JSON.stringify({ type: 'block_actions', text: 'é & =' }) }).toString();
    const command = 'command=%2Fwheel&text=say+more+%26+darker';
    await send(click, [form, ...stamped(click)]);
    await send(command, [form, ...stamped(command)]);
    expect(received.map(({ body }) => body)).toEqual([
      { type: 'block_actions', text: 'é & =' },
      { command: '/wheel', text: 'say more & darker' },
    ]);
  });

  it('answers a form with what its acknowledgement carries', async () => {
    const { send } = rig(({ acknowledge }) => acknowledge({ response_action: 'errors', errors: { a: 'b' } }));
    const response = await send(event, [json, ...stamped(event)]);
    expect(await response.json()).toEqual({ response_action: 'errors', errors: { a: 'b' } });
  });

  it('says, once a minute, that the secret is another one: whoever sets the app up looks for that', async () => {
    const { send, warned, clock } = rig();
    const forged = (at: number) => send(event, [json, ...stamped(event, at, 'guessed')]);
    await send(event, [json]);
    expect(warned).toEqual([]);
    for (let n = 0; n < 3; n += 1) expect((await forged(seconds)).status).toBe(401);
    expect(warned).toEqual([expect.stringContaining('another secret than SLACK_SIGNING_SECRET')]);
    clock.now += 60_000;
    await forged(seconds + 60);
    expect(warned).toHaveLength(2);
  });

  it('passes the handshake only for who knows the secret', async () => {
    const { send } = rig();
    const hello = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB' });
    const response = await send(hello, [json, ...stamped(hello)]);
    expect([response.status, await response.text()]).toEqual([200, '3eZbrw1aB']);
    expect((await send(hello, [json, ...stamped(hello, seconds, 'guessed')])).status).toBe(401);
  });

  const good = stamped(event);
  const tampered = event.replace('Ev1', 'Ev2');
  it.each<[string, string | Buffer, [string, string][]]>([
    ['without a signature', event, [good[0]!]],
    ['without a time stamp', event, [good[1]!]],
    ['with another secret', event, stamped(event, seconds, 'guessed')],
    ['with another body', tampered, good],
    ['with a body cut short', event.slice(0, -1), good],
    ['with one byte more', `${event} `, good],
    ['with another version', event, [good[0]!, ['x-slack-signature', signatureOf(event).replace('v0=', 'v1=')]]],
    ['with half a signature', event, [good[0]!, ['x-slack-signature', signatureOf(event).slice(0, 40)]]],
    ['with an empty signature', event, [good[0]!, ['x-slack-signature', 'v0=']]],
    ['301 s old', event, stamped(event, seconds - 301)],
    ['301 s in the future', event, stamped(event, seconds + 301)],
    ['with a time stamp in milliseconds', event, stamped(event, now)],
    ['with a time stamp that is no number', event, stamped(event, '1e9')],
    ['with a negative time stamp', event, stamped(event, -seconds)],
    ['with the signature twice', event, [...good, good[1]!]],
    ['with a second, wrong signature', event, [...good, ['x-slack-signature', `v0=${'0'.repeat(64)}`]]],
    ['with the time stamp twice', event, [...good, good[0]!]],
  ])('refuses a request %s, and says no more (S8)', async (_, body, headers) => {
    const { received, send } = rig();
    const response = await send(body, [json, ...headers]);
    expect([response.status, await response.text()]).toEqual([401, '']);
    expect(response.headers.get('x-slack-no-retry')).toBe('1');
    expect(received).toEqual([]);
  });

  it('takes a clock that is off by 300 s either way', async () => {
    const { send } = rig();
    const statuses = [-300, 300].map(
      async (off) => (await send(event, [json, ...stamped(event, seconds + off)])).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200]);
  });

  it('verifies the bytes that came, before it makes anything of them (S8)', async () => {
    const { received, send } = rig();
    const bytes = Buffer.concat([
      Buffer.from('{"type":"event_callback","event_id":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    expect((await send(bytes, [json, ...stamped(bytes)])).status).toBe(200);
    expect(received).toHaveLength(1);
    const asText = Buffer.from(bytes.toString('utf8'));
    expect((await send(asText, [json, ...stamped(bytes)])).status).toBe(401);
  });

  it.each([
    ['no JSON', 'application/json', '{"a":'],
    ['a list', 'application/json', '[1]'],
    ['null', 'application/json', 'null'],
    ['a form without JSON in it', 'application/x-www-form-urlencoded', 'payload=%7B'],
    ['another type', 'text/plain', '{}'],
    ['JSON a hundred thousand deep', 'application/json', '['.repeat(100_000)],
  ])('refuses %s though it is signed', async (_, type, body) => {
    const { received, send } = rig();
    const response = await send(body, [['content-type', type], ...stamped(body)]);
    expect([response.status, await response.text()]).toEqual([400, '']);
    expect(received).toEqual([]);
  });

  it('reads no more than a body may be, signed or not (S19)', async () => {
    const { received, app, send } = rig();
    const long = 'x'.repeat(longestBody + 1);
    expect((await send(long, [json, ...stamped(long)])).status).toBe(413);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const request = { method: 'POST', headers: new Headers([json, ...good]), body: endless, duplex: 'half' };
    expect((await app.request('/slack/events', request as RequestInit)).status).toBe(413);
    expect(pulled).toBeLessThan(2 * longestBody);
    expect(received).toEqual([]);
  });

  /** Bodies that come as the test sends them. */
  const slowly = (app: ReturnType<typeof rig>['app'], headers: [string, string][] = [json, ...good]) => {
    let sender!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (sender = controller) });
    const request = { method: 'POST', headers: new Headers(headers), body, duplex: 'half' };
    const response = Promise.resolve(app.request('/slack/events', request as RequestInit));
    return { response, send: (bytes: Uint8Array) => sender.enqueue(bytes), end: () => sender.close() };
  };

  it('S8: takes a form of Slack that comes in two parts, however many strangers dawdle meanwhile', async () => {
    const { app, received } = rig();
    const bytes = new Uint8Array(Buffer.from(event));
    const form = slowly(app, [json, ...stamped(event)]);
    form.send(bytes.slice(0, 20));
    const dawdlers = Array.from({ length: 1000 }, () => slowly(app));
    for (const { send } of dawdlers) send(new Uint8Array(1));
    form.send(bytes.slice(20));
    form.end();
    expect((await form.response).status).toBe(200);
    expect(received).toHaveLength(1);
    for (const { end } of dawdlers) end();
    expect((await dawdlers[0]!.response).status).toBe(401);
  });

  it('S19: holds 64 MB of strangers at most, and asks whom it cuts off to come again', async () => {
    const { app, send } = rig();
    const strangers = Array.from({ length: 70 }, () => slowly(app));
    for (const stranger of strangers) stranger.send(new Uint8Array(longestBody - 1));
    const cutOff = await Promise.all(strangers.slice(0, 6).map(({ response }) => response));
    expect(cutOff.map(({ status, headers }) => [status, headers.get('x-slack-no-retry')])).toEqual(
      cutOff.map(() => [503, null]),
    );
    expect((await send(event, [json, ...stamped(event)])).status).toBe(200);
    // The newest are still being read.
    strangers[69]!.end();
    expect((await strangers[69]!.response).status).toBe(401);
  });

  it('asks Slack to come again when nothing could be kept, or too much is in hand', async () => {
    const away = rig(async () => {
      throw new Error('connect ECONNREFUSED');
    });
    const busy = rig(undefined, 500);
    for (const { send } of [away, busy]) {
      const response = await send(event, [json, ...stamped(event)]);
      expect([response.status, response.headers.get('x-slack-no-retry')]).toEqual([503, null]);
    }
    expect(busy.received).toEqual([]);
  });

  it('has no other way in', async () => {
    const { app } = rig();
    expect((await app.request('/slack/events')).status).toBe(404);
  });
});
