import { afterEach, describe, expect, it } from 'vitest';
import { grantedIntents } from '../../../../src/bots/discord/intents.ts';
import type { Dispatch } from '../../../../src/bots/discord/receive/dispatch.ts';
import { createGateway } from '../../../../src/bots/discord/receive/gateway.ts';
import { startDiscord, type DiscordOptions, type FakeDiscord } from '../../../fakes/discord/discord.ts';
import { op } from '../../../fakes/discord/gateway/session.ts';

const everything = grantedIntents(-1);
/** A busy machine may take its time. */
const eventually = <T>(what: () => T) => expect.poll(what);
const close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

interface Rig {
  discord: FakeDiscord;
  heard: Dispatch[];
  /** What people wrote, as it came. */
  words: () => unknown[];
  faults: (string | null)[];
  logged: string[];
  identified: () => number;
  resumed: () => number;
  stop(): Promise<void>;
}

interface Own extends DiscordOptions {
  granted?: number;
  /** Before anything connects. */
  before?: (discord: FakeDiscord) => void;
}

async function startRig({ granted = everything, before, ...options }: Own = {}): Promise<Rig> {
  const discord = await startDiscord({ pace: 'off', ...options });
  close.push(() => discord.close());
  discord.channel('film');
  before?.(discord);
  const heard: Dispatch[] = [];
  const faults: (string | null)[] = [];
  const logged: string[] = [];
  const note = (facts: object, message: string): void => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const gateway = createGateway({
    connection: { token: discord.app.token, apiUrl: discord.apiUrl, identifyEvery: 0 },
    grantedIntents: async () => granted,
    hear: (dispatch) => heard.push(dispatch),
    onChange: (fault) => faults.push(fault),
    log: { info: note, warn: note, error: note },
  });
  gateway.start();
  const stop = (): Promise<void> => gateway.stop();
  close.push(stop);
  const count = (code: number): number => discord.gateway.heard.filter((it) => it.op === code).length;
  return {
    ...{ discord, heard, faults, logged, stop },
    words: () => heard.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => d.content),
    identified: () => count(op.identify),
    resumed: () => count(op.resume),
  };
}

const ready = ({ discord, faults }: Rig): Promise<void> => discord.until(() => faults.length > 0, 'a connection');

describe('the gateway', () => {
  it('hands on what is said there', async () => {
    const rig = await startRig();
    await ready(rig);
    expect(rig.faults).toEqual([null]);
    await rig.discord.person('ada').type({ channel: 'film' }, 'hello');
    await eventually(rig.words).toEqual(['hello']);
    expect(rig.heard.map(({ t }) => t)).toEqual(expect.arrayContaining(['READY', 'GUILD_CREATE']));
  });

  it('goes on where it was when the line broke, and misses nothing', async () => {
    const rig = await startRig();
    await ready(rig);
    rig.discord.gateway.drop();
    await rig.discord.until(() => rig.discord.gateway.size === 0, 'the line to be down');
    await rig.discord.person('ada').type({ channel: 'film' }, 'while you were away');
    await eventually(rig.words).toEqual(['while you were away']);
    expect([rig.identified(), rig.resumed()]).toEqual([1, 1]);
    // A hiccup is told nobody.
    expect(rig.faults).toEqual([null, null]);
  });

  it('comes again when it is asked to, and keeps its session', async () => {
    const rig = await startRig();
    await ready(rig);
    rig.discord.gateway.reconnect();
    await rig.discord.until(() => rig.resumed() === 1 && rig.discord.gateway.size === 1, 'a resume');
    expect(rig.identified()).toBe(1);
  });

  it.each([
    ['was forgotten', (discord: FakeDiscord) => (discord.gateway.forget(), discord.gateway.drop())],
    ['is declared void', (discord: FakeDiscord) => discord.gateway.invalidate()],
    ['is said to be out of step', (discord: FakeDiscord) => (discord.gateway.forget(), discord.gateway.shut(4007))],
  ])('begins anew where its session %s', async (_, end) => {
    const rig = await startRig();
    await ready(rig);
    end(rig.discord);
    await rig.discord.until(() => rig.identified() === 2 && rig.discord.gateway.size === 1, 'a new session');
    await rig.discord.person('ada').type({ channel: 'film' }, 'hello again');
    await eventually(rig.words).toEqual(['hello again']);
  });

  it('leaves a line that acknowledges no heartbeat, without waiting for its farewell', async () => {
    const rig = await startRig({ heartbeatInterval: 100 });
    await ready(rig);
    await rig.discord.until(() => rig.discord.gateway.heard.some((it) => it.op === op.heartbeat), 'a heartbeat');
    expect(rig.resumed()).toBe(0);
    rig.discord.gateway.isDeaf = true;
    await rig.discord.until(() => rig.resumed() > 0, 'another connection');
    rig.discord.gateway.isDeaf = false;
    expect(rig.identified()).toBe(1);
  });

  it('does without the intents that it has not been granted, and says what is missing', async () => {
    const intents = { members: false, messageContent: false, presences: false };
    const rig = await startRig({ app: { intents }, granted: grantedIntents(0) });
    await ready(rig);
    expect(rig.faults).toEqual(['no_message_content']);
    expect(rig.identified()).toBe(1);
    await rig.discord.person('ada').type({ channel: 'film' }, 'hello');
    await rig.discord.person('ada').type({ channel: 'film' }, '@wheelhouse hello');
    await eventually(rig.words).toEqual(['', expect.stringMatching(/^<@\d+> hello$/)]);
  });

  it('does without those that Discord refuses though it said that they are granted (4014)', async () => {
    const intents = { members: true, messageContent: false, presences: false };
    const rig = await startRig({ app: { intents } });
    await ready(rig);
    expect(rig.faults).toEqual(['no_message_content']);
    expect(rig.identified()).toBe(2);
    expect(rig.discord.gateway.size).toBe(1);
  });

  it('says that the token is dead, and does not try it again and again', async () => {
    const rig = await startRig();
    await ready(rig);
    rig.discord.revokeToken();
    await eventually(() => rig.faults).toEqual([null, 'authentication_failed']);
    const calls = rig.discord.calls.length;
    // The control of this wait: a line that merely broke is open again within half a second.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect([rig.identified(), rig.discord.calls.length]).toEqual([1, calls]);
  });

  it('says so where it knows from the first call that the token is dead', async () => {
    const { faults } = await startRig({ before: (discord) => discord.revokeToken() });
    await eventually(() => faults).toEqual(['authentication_failed']);
  });

  it.each([4010, 4011, 4012, 4013])('tells close code %d, which no second try mends', async (code) => {
    const rig = await startRig();
    await ready(rig);
    rig.discord.gateway.shut(code);
    await eventually(() => rig.faults).toHaveLength(2);
    expect(rig.faults.at(-1)).toMatch(/^[a-z_]+$/);
  });

  it('tells that Discord is away when it was in vain twice, and when it is back', async () => {
    const { faults } = await startRig({
      before: ({ faults: next }) => {
        for (const _ of [1, 2]) next.next('GET /gateway/bot', { kind: 'status', status: 503 });
      },
    });
    await eventually(() => faults).toEqual(['unreachable', null]);
  });

  it('is not felled by what nobody should send', async () => {
    const unheard: unknown[] = [];
    const note = (reason: unknown): void => void unheard.push(reason);
    process.on('unhandledRejection', note);
    try {
      const rig = await startRig();
      await ready(rig);
      const said = [
        ...['gossip', 'null', '1', '[]', '{}', '{"op":0}', '{"op":9,"d":null}', '{"op":10,"d":null}'],
        ...['{"op":0,"t":"READY","s":9,"d":null}', '{"op":0,"t":"READY","s":9,"d":{"resume_gateway_url":"gossip"}}'],
        ...['{"op":10,"d":{"heartbeat_interval":0}}', '{"op":0,"t":null,"s":"x","d":{}}', '{"op":77}'],
      ];
      for (const text of said) rig.discord.gateway.send(text);
      await rig.discord.person('ada').type({ channel: 'film' }, 'still here');
      await eventually(rig.words).toEqual(['still here']);
      expect(rig.logged.filter((it) => it.includes('can not be read'))).toHaveLength(said.length);
      expect(rig.logged.join()).not.toContain('gossip');
      expect([rig.identified(), unheard]).toEqual([1, []]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('opens nothing more once it was stopped, whatever it was at', async () => {
    const rig = await startRig();
    await ready(rig);
    rig.discord.gateway.drop();
    await rig.discord.until(() => rig.discord.gateway.size === 0, 'the line to be down');
    await rig.stop();
    const { length } = rig.discord.gateway.heard;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect([rig.discord.gateway.size, rig.discord.gateway.heard.length]).toEqual([0, length]);
  });
});
