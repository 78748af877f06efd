import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeSlack, startSlack } from '../slack.ts';

interface Arrived {
  ack: (response?: object) => Promise<void>;
  type: string;
  body: Record<string, unknown> & { event?: { type: string; text?: string; channel: string } };
  retry_num?: number;
  retry_reason?: string;
}

let slack: FakeSlack;
let client: SocketModeClient;
let arrived: Arrived[];
let answer: (what: Arrived) => Promise<void>;

beforeEach(async () => {
  slack = await startSlack({ pace: 'off', ackWithin: 1_000, retries: [0, 10] });
  slack.channel('film');
  arrived = [];
  answer = ({ ack }) => ack();
  client = new SocketModeClient({
    appToken: slack.app.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl.href },
    clientPingTimeout: 1_000,
    logLevel: LogLevel.ERROR,
  });
  client.on('slack_event', (what: Arrived) => {
    arrived.push(what);
    void answer(what);
  });
  await client.start();
});
afterEach(async () => {
  await client.disconnect();
  await slack.close();
});

describe('Socket Mode', () => {
  it('says hello, and brings a mention twice: as a message and as a mention', async () => {
    expect(slack.sockets).toBe(1);
    const ts = await slack.person('ada').type({ channel: 'film' }, '@wheelhouse run & <go>');
    expect(arrived.map(({ body }) => body.event?.type).sort()).toEqual(['app_mention', 'message']);
    for (const { body } of arrived) {
      expect(body.event).toMatchObject({
        ts,
        text: `<@${slack.app.botUser}> run &amp; &lt;go&gt;`,
        team: slack.team.id,
      });
      expect(body).toMatchObject({ type: 'event_callback', team_id: slack.team.id, api_app_id: slack.app.id });
    }
    expect(new Set(arrived.map(({ body }) => body.event_id)).size).toBe(2);
    expect(slack.deliveries.every(({ attempts }) => attempts[0]?.failure === null)).toBe(true);
  });

  it('sends an event again that is not acknowledged, and says why', async () => {
    answer = async ({ ack, retry_num }) => (retry_num === 2 ? ack() : undefined);
    await slack.person('ada').type({ channel: 'film' }, 'hello');
    await slack.deliveries[0]?.done;
    expect(arrived.map(({ retry_num, retry_reason }) => [retry_num, retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
    ]);
  });

  it('tells the person of a command that is not acknowledged, and does not repeat it', async () => {
    answer = async () => undefined;
    await slack.person('ada').slash({ channel: 'film' }, '/wheel', 'run');
    expect(slack.person('ada').toasts).toEqual(['/wheel failed: wheelhouse failed to respond (operation_timeout).']);
    expect(arrived).toHaveLength(1);
  });

  it('shows what the acknowledgement of a command says', async () => {
    answer = ({ ack }) => ack({ text: 'Here is *help*.' });
    await slack.person('ada').slash({ channel: 'film' }, '/wheel', 'help');
    expect(
      slack
        .person('ada')
        .privately()
        .map(({ text }) => text),
    ).toEqual(['Here is help.']);
    expect(slack.person('ada').sees({ channel: 'film' })).toEqual([]);
  });

  it('is refreshed, and the client comes again', async () => {
    slack.refreshSockets();
    await slack.until(() => slack.sockets === 0, 'the old socket to close');
    await slack.until(() => slack.sockets === 1, 'a new socket');
    await slack.person('ada').type({ channel: 'film' }, 'still there?');
    expect(arrived).toHaveLength(1);
  });

  it('breaks off, and can be switched off', async () => {
    slack.dropSockets();
    await slack.until(() => slack.sockets === 1, 'a new socket');
    slack.disableLink();
    await slack.until(() => slack.sockets === 0, 'the socket to close');
    expect(slack.app.socketMode).toBe(false);
  });

  it('redelivers the same thing with another envelope', async () => {
    const ada = slack.person('ada');
    const delivery = await ada.slash({ channel: 'film' }, '/wheel', 'run');
    await ada.redeliver();
    await slack.redeliver(delivery);
    expect(arrived.map(({ body }) => body.trigger_id)).toEqual(Array(3).fill(delivery.payload.trigger_id));
  });

  it('lets a ticket in once, and ten sockets at most', async () => {
    const ticket = async (): Promise<string> => {
      const headers = { authorization: `Bearer ${slack.app.appToken}` };
      const opened = await fetch(new URL('apps.connections.open', slack.apiUrl), { method: 'POST', headers });
      return ((await opened.json()) as { url: string }).url;
    };
    const firstWord = async (url: string): Promise<string> => {
      const socket = new WebSocket(url);
      const [data] = (await once(socket, 'message')) as [Buffer];
      return data.toString();
    };
    const url = await ticket();
    for (let open = 2; open <= 10; open++)
      expect(await firstWord(open === 2 ? url : await ticket())).toContain('"hello"');
    expect(await firstWord(await ticket())).toContain('too_many_websockets');
    await expect(firstWord(url)).rejects.toThrow('401');
    slack.dropSockets();
  });

  it('survives rubbish', async () => {
    slack.raw.socket('{"type":"events_api"');
    slack.raw.binary(Buffer.from([0, 255]));
    await slack.person('ada').type({ channel: 'film' }, 'hello');
    expect(arrived).toHaveLength(1);
  });

  it('is refused in threads, to commands', async () => {
    const ts = await slack.person('ada').type({ channel: 'film' }, 'hello');
    await expect(slack.person('ada').slash({ channel: 'film', thread: ts }, '/wheel', 'run')).rejects.toThrow(
      /threads/,
    );
    expect(slack.person('ada').toasts).toEqual(['/wheel is not supported in threads. Sorry!']);
  });
});
