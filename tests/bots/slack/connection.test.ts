import { SocketModeClient } from '@slack/socket-mode';
import { afterEach, describe, expect, it } from 'vitest';
import { words } from '../../../src/bots/slack/words.ts';
import { createArrivals } from '../../../db/arrivals.ts';
import { connect } from '../../../db/client.ts';
import type { Door } from '../../../src/core/intent.ts';
import { RecordingDoor } from '../../contract/door.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { freshDatabase } from '../../setup/database.ts';
import { runCard, runForm } from '../samples.ts';
import { startSlackRig, type SlackRig } from './rig.ts';
import { lapsedArrivals } from '../chat/lapsing-arrivals.ts';
import { placed } from '../chat/send/stores.ts';

const waiting: (() => void)[] = [];
/** Before the test is over. */
const never: Door = () => new Promise((resolve) => waiting.push(() => resolve({ kind: 'nothing' })));

describe('the connection to Slack', () => {
  const database = freshDatabase();
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    // A stop would wait for them.
    for (const letGo of waiting.splice(0)) letGo();
    for (const it of open.splice(0).toReversed()) await it.close();
  });
  const start = async (...of: [Door, Parameters<typeof startSlackRig>[2]?]): Promise<SlackRig> => {
    const rig = await startSlackRig(database.url, ...of);
    rig.slack.channel('film');
    open.push(rig);
    return rig;
  };
  const post = async (rig: SlackRig) => {
    const place = { surface: 'slack' as const, channel: rig.slack.channel('film').id };
    const { channel, message } = await placed(rig.bot.surface.post({ place, thread: null }, runCard(1), 'root'));
    return { channel, ts: message };
  };

  /** The next process: for it, the time of whoever held something is over. */
  const startNext = async (door: RecordingDoor, beside: FakeSlack): Promise<SlackRig> => {
    const client = connect(database.url, { max: 1 });
    open.push({ close: () => client.close() });
    return start(door.open, { beside, parts: { arrivals: lapsedArrivals(client) } });
  };

  describe('after a process that died just after it had acknowledged', () => {
    it('a click is taken up by the next, which answers (P5, R1)', async () => {
      const dying = await start(never);
      const on = await post(dying);
      const ada = dying.slack.person('ada');
      const pressed = await ada.press(on, 'Pause');
      expect(pressed?.attempts[0]?.failure).toBeNull();
      const door = new RecordingDoor();
      door.answers({ kind: 'told', text: ['Paused.'] });
      await startNext(door, dying.slack);
      await dying.slack.until(() => ada.privately().some(({ text }) => text.includes('Paused.')), 'an answer');
      expect(door.last.intent).toMatchObject({ kind: 'press', token: 'pause-1', on: { message: on.ts } });
      expect(door.calls).toHaveLength(1);
    });

    it('its form can not open any more: a button opens it (R11)', async () => {
      const dying = await start(never);
      const ada = dying.slack.person('ada');
      await ada.slash({ channel: 'film' }, '/wheel', 'run');
      const door = new RecordingDoor();
      door.answers({ kind: 'form', form: runForm() });
      const next = await startNext(door, dying.slack);
      await dying.slack.until(() => ada.privately().at(-1)?.buttons.includes(words.open) ?? false, 'a button');
      dying.slack.dropSockets();
      await dying.slack.until(() => dying.slack.sockets >= 1, 'a socket');
      expect(ada.dialog()).toBeNull();
      expect(door.last.intent).toEqual({ kind: 'command', verb: 'run', rest: '' });
      await next.settled();
    });
  });

  it('opens a form by a second click where the first was too long ago', async () => {
    const door = new RecordingDoor();
    const rig = await start(door.open);
    const ada = rig.slack.person('ada');
    const on = await post(rig);
    door.answers({ kind: 'form', form: runForm() });
    rig.slack.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await ada.press(on, 'Message');
    await rig.settled();
    expect(ada.dialog()).toBeNull();
    await ada.pressPrivately(words.open);
    await rig.settled();
    expect(ada.dialog()?.text).toContain('Start “Film treatment”');
    expect(door.last.intent).toEqual({
      ...{ kind: 'press', token: 'message-1', confirmed: false },
      on: { channel: on.channel, thread: null, message: on.ts },
    });
  });

  it('sends words again that were not acknowledged while the store was away, and acts on them once (R3, R5)', async () => {
    const door = new RecordingDoor();
    let isAway = true;
    const client = connect(database.url, { max: 1 });
    open.push({ close: () => client.close() });
    const kept = createArrivals(client);
    const keep: typeof kept.keep = async (...of) => {
      if (isAway) throw new Error('connect ECONNREFUSED');
      return kept.keep(...of);
    };
    const slack = { ackWithin: 200, retries: [0, 300, 600] };
    const rig = await start(door.open, { slack, parts: { arrivals: { ...kept, keep } } });
    const ada = rig.slack.person('ada');
    const on = await post(rig);
    await ada.press(on, 'Pause');
    await rig.settled();
    expect(ada.privately().at(-1)?.text).toMatch(/could not be reached[\s\S]*try again/i);
    const before = rig.slack.deliveries.length;
    await ada.type({ channel: 'film' }, 'Make it darker.');
    expect(door.calls).toEqual([]);
    isAway = false;
    await Promise.all(rig.slack.deliveries.slice(before).map(({ done }) => done));
    await rig.settled();
    expect(door.calls.map(({ intent }) => intent.kind)).toEqual(['words']);
  });

  it('stops in time, whatever a home page waits for (R16)', async () => {
    const readHome = () => new Promise<{ sections: [] }>((resolve) => waiting.push(() => resolve({ sections: [] })));
    const rig = await start(never, { parts: { readHome } });
    await rig.slack.person('ada').openHome();
    await rig.bot.stop();
  });

  describe('by Socket Mode', () => {
    const heard = async (rig: SlackRig, door: RecordingDoor, text: string): Promise<void> => {
      await rig.slack.person('ada').type({ channel: 'film' }, text);
      await rig.settled();
      expect(door.last.intent).toMatchObject({ text });
    };

    it.each<[string, (slack: FakeSlack) => void]>([
      ['asks it to come again', (slack) => slack.refreshSockets()],
      ['is lost', (slack) => slack.dropSockets()],
    ])('goes on when Slack %s', async (_, disturb) => {
      const door = new RecordingDoor();
      const rig = await start(door.open);
      await heard(rig, door, 'one');
      disturb(rig.slack);
      await rig.slack.until(() => rig.slack.sockets === 0, 'the old socket to close');
      await rig.slack.until(() => rig.slack.sockets === 1, 'another socket');
      await heard(rig, door, 'two');
      expect(rig.troubles.codes).toEqual([]);
    });

    it('says elsewhere what is wrong with its token, goes on trying, and then says no more', async () => {
      const door = new RecordingDoor();
      const rig = await start(door.open);
      const { appToken } = rig.slack.app;
      rig.slack.app.appToken = 'xapp-1-another';
      rig.slack.dropSockets();
      await expect.poll(() => rig.troubles.codes).toEqual([['Socket Mode', 'invalid_auth']]);
      rig.slack.app.appToken = appToken;
      await rig.slack.until(() => rig.slack.sockets === 1, 'another socket');
      await expect.poll(() => rig.troubles.codes).toEqual([]);
      await heard(rig, door, 'here again');
    });

    const opened = ({ slack }: SlackRig): number =>
      slack.calls.filter(({ method }) => method === 'apps.connections.open').length;

    it('does not storm a Slack that greets and drops it at once', async () => {
      const rig = await start(never);
      const before = opened(rig);
      const end = performance.now() + 2_000;
      while (performance.now() < end) {
        await rig.slack.until(() => rig.slack.sockets > 0, 'a socket');
        rig.slack.dropSockets();
      }
      // After 0.5 s, 1 s, 2 s; without a pause it was a hundred a second.
      expect(opened(rig) - before).toBeLessThan(5);
    });

    it('keeps the silence that Slack asks for before another socket (R6)', async () => {
      const rig = await start(never);
      rig.slack.faults.next('apps.connections.open', { kind: 'rate limited', retryAfter: 2 });
      const since = performance.now();
      rig.slack.dropSockets();
      await rig.slack.until(() => rig.slack.sockets === 0, 'the old socket to close');
      await rig.slack.until(() => rig.slack.sockets === 1, 'another socket');
      expect(performance.now() - since).toBeGreaterThan(2_000);
    });

    it('says no more of it once it is back, though the database was away just then', async () => {
      const rig = await start(never);
      const { appToken } = rig.slack.app;
      rig.slack.app.appToken = 'xapp-1-another';
      rig.slack.dropSockets();
      await expect.poll(() => rig.troubles.codes).toEqual([['Socket Mode', 'invalid_auth']]);
      rig.troubles.isAway = true;
      rig.slack.app.appToken = appToken;
      await rig.slack.until(() => rig.slack.sockets === 1, 'another socket');
      await expect.poll(() => rig.logged.join()).toContain('could not be kept');
      rig.troubles.isAway = false;
      await expect.poll(() => rig.troubles.codes).toEqual([]);
    });

    it('starts without a token that counts, and says so (R6)', async () => {
      const rig = await start(never);
      rig.slack.revokeToken();
      const next = await start(never, { beside: rig.slack });
      await expect.poll(() => next.troubles.codes).toContainEqual([null, 'token_revoked']);
    });

    const rubbish = [
      ...['null', '[]', '"hello"', '7', 'no JSON', '{}', '{"type":7}', '{"type":"events_api"}'],
      ...['{"type":"events_api","payload":null}', '{"type":"events_api","payload":{"event":null}}'],
      ...['close', 'error', 'disconnected', 'ws_message', 'slack_event'].map((type) =>
        JSON.stringify({ type: 'events_api', envelope_id: 'x', payload: { event: { type } } }),
      ),
      '{"type":"interactive","envelope_id":"y","payload":{"type":"block_actions","user":{"id":"U1"},"actions":[null]}}',
      '{"type":"interactive","envelope_id":"z","payload":{"type":"view_submission","user":{"id":"U1"}}}',
      '{"type":"slash_commands","envelope_id":"w","payload":{"command":"/wheel","user_id":"u","trigger_id":"t"}}',
      '{"type":"events_api","envelope_id":"v","payload":{"type":"event_callback","event_id":"E","event":{"type":"message"}}}',
      `{"type":"interactive","envelope_id":"d","payload":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
    ];

    it('is not felled by what nobody should send', async () => {
      const door = new RecordingDoor();
      const rig = await start(door.open);
      for (const text of rubbish) rig.slack.raw.socket(text);
      rig.slack.raw.binary(Buffer.from([0, 1, 2]));
      await heard(rig, door, 'still here');
      expect(door.calls).toHaveLength(1);
      expect(rig.slack.sockets).toBe(1);
    });

    it('would be, without its guard', async () => {
      class Bare extends SocketModeClient {
        hear = (text: string): Promise<void> => this.onWebSocketMessage(text, false);
      }
      const bare = new Bare({ appToken: 'xapp-1-x' });
      await expect(bare.hear('null')).rejects.toThrow(TypeError);
      await expect(bare.hear('{"type":"events_api","payload":null}')).rejects.toThrow(TypeError);
    });
  });

  describe('by signed HTTP', () => {
    it('takes the request URL, and hears a replay as what it is (S8)', async () => {
      const door = new RecordingDoor();
      const rig = await start(door.open, { mode: 'http' });
      expect(await rig.slack.verifyRequestUrl()).toBe(true);
      const on = await post(rig);
      const pressed = await rig.slack.person('ada').press(on, 'Pause');
      const body = new URLSearchParams({ payload: JSON.stringify(pressed?.payload) }).toString();
      const headers: [string, string][] = [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ...rig.slack.raw.sign(body),
      ];
      for (let n = 0; n < 3; n++) expect((await rig.slack.raw.http({ body, headers }))?.status).toBe(200);
      await rig.settled();
      expect(new Set(door.calls.map(({ visit }) => visit.delivery)).size).toBe(1);
      const forged = await rig.slack.raw.http({ body, headers: rig.slack.raw.sign(body, undefined, 'guessed') });
      expect(forged).toMatchObject({ status: 401, body: '' });
    });
  });
});
