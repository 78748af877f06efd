import { afterEach, describe, expect, it } from 'vitest';
import { createArrivals } from '../../../db/arrivals.ts';
import { connect, type Client } from '../../../db/client.ts';
import type { Arrivals } from '../../../src/core/arrivals.ts';
import type { Door } from '../../../src/core/intent.ts';
import { RecordingDoor } from '../../contract/door.ts';
import { freshDatabase } from '../../setup/database.ts';
import { lapsedArrivals } from '../chat/lapsing-arrivals.ts';
import { placed } from '../chat/send/stores.ts';
import { askCard, runCard, runForm } from '../samples.ts';
import { startDiscordRig, type DiscordRig } from './rig.ts';

const never: Door = () => new Promise(() => undefined);

describe('the connection to Discord', () => {
  const database = freshDatabase();
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const it of open.splice(0).toReversed()) await it.close();
  });
  const start = async (...of: [Door, Parameters<typeof startDiscordRig>[2]?]): Promise<DiscordRig> => {
    const rig = await startDiscordRig(database.url, ...of);
    rig.discord.channel('film');
    open.push(rig);
    return rig;
  };
  const another = (): Client => {
    const client = connect(database.url, { max: 1 });
    open.push({ close: () => client.close() });
    return client;
  };
  const kept = (): Arrivals => createArrivals(another());
  const post = async (rig: DiscordRig) => {
    const place = { surface: 'discord' as const, channel: rig.discord.channel('film').id };
    const posted = await placed(
      rig.bot.surface.post({ place, thread: null }, runCard(1), `root-${rig.discord.apiUrl.port}`),
    );
    return { channel: posted.channel, id: posted.message };
  };

  it('has a click that a dead process kept taken in by the next, once, and silently (P5, R1)', async () => {
    let end = (): void => undefined;
    const atIt = new Promise<void>((resolve) => (end = resolve));
    const dying = await start(async () => (await atIt, { kind: 'nothing' }), { discord: { answerWithin: 300 } });
    const on = await post(dying);
    const ada = dying.discord.person('ada');
    // The process is killed while the door is at it: nobody answers.
    const pressed = await ada.press(on, 'Pause');
    expect(pressed.failure ?? pressed.answer).not.toBeNull();
    const door = new RecordingDoor();
    door.answers({ kind: 'told', text: ['Paused.'] });
    const next = await start(door.open, { beside: dying.discord, parts: { arrivals: lapsedArrivals(another()) } });
    await dying.discord.until(() => door.calls.length > 0, 'the click');
    await next.settled();
    expect(door.calls.map(({ intent }) => intent)).toMatchObject([{ kind: 'press', token: 'pause-1' }]);
    expect(door.last.visit.delivery).toBe(`discord:interaction:${pressed.id}`);
    expect(ada.privately()).toEqual([]);
    end();
  });

  it('has one of two processes take in what both are told, and answer it (R5)', async () => {
    const door = new RecordingDoor();
    const first = await start(door.open);
    const second = await start(door.open, { beside: first.discord });
    const on = await post(first);
    const ada = first.discord.person('ada');
    for (const text of ['one', 'two', 'three']) {
      door.answers({ kind: 'told', text: [text] });
      await ada.press(on, 'Pause');
      await Promise.all([first.hasHeard('INTERACTION_CREATE', door.calls.length), second.settled()]);
    }
    // The control: each of them was told of each.
    await Promise.all([first, second].map((rig) => rig.hasHeard('INTERACTION_CREATE', 3)));
    expect(door.calls).toHaveLength(3);
    expect(ada.privately().map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(ada.toasts).toEqual([]);
  });

  it('takes in once what a resumed session is told again', async () => {
    const door = new RecordingDoor();
    const rig = await start(door.open);
    const ada = rig.discord.person('ada');
    await ada.type({ channel: 'film' }, 'darker');
    await rig.hasHeard('MESSAGE_CREATE', 1);
    const { t, d } = rig.heard.find((it) => it.t === 'MESSAGE_CREATE')!;
    rig.discord.gateway.dispatch(t, d);
    await rig.hasHeard('MESSAGE_CREATE', 2);
    expect(door.calls.map(({ intent }) => intent)).toMatchObject([{ kind: 'words', text: 'darker' }]);
  });

  /** A run's thread, in which Ada can write. */
  const talk = async () => {
    const door = new RecordingDoor();
    const before = await start(door.open);
    const { discord } = before;
    const { channel, id } = await post(before);
    return { door, before, discord, ada: discord.person('ada'), thread: { channel, thread: id } };
  };

  it('takes in what was said in the threads of runs while nobody of it was there, and that once', async () => {
    const { door, before, discord, ada, thread } = await talk();
    await ada.type(thread, 'heard');
    await before.hasHeard('MESSAGE_CREATE', 2);
    await before.bot.stop();
    await ada.type(thread, 'missed');
    await ada.type({ channel: thread.channel }, 'said to no run');
    expect(door.calls).toHaveLength(1);
    const after = await start(door.open, {
      beside: discord,
      parts: { threads: async () => [{ ...thread, thread: '999' }, thread] },
    });
    await discord.until(() => door.calls.length > 1, 'what was missed');
    discord.gateway.invalidate();
    await after.hasHeard('READY', 2);
    const reads = (): number => discord.calls.filter(({ route }) => route === 'GET /channels/:channel/messages').length;
    await discord.until(() => reads() === 2, 'the thread to be read again');
    await ada.type(thread, 'live');
    await discord.until(() => door.calls.length > 2, 'what is said now');
    await after.settled();
    expect(door.calls.map(({ intent }) => intent)).toMatchObject(['heard', 'missed', 'live'].map((text) => ({ text })));
    const places = new Set(
      door.calls.map(({ visit: { where, account } }) => `${where.channel} ${where.thread} ${account.team}`),
    );
    expect([...places]).toEqual([`${thread.channel} ${thread.thread} ${discord.guild('Paper').id}`]);
  });

  it('takes it in in order, before what is said in the thread meanwhile, and once more after an outage (R6)', async () => {
    const { door, before, discord, ada, thread } = await talk();
    await before.bot.stop();
    for (const text of ['one', 'two', 'three']) await ada.type(thread, text);
    let tries = 0;
    let tell = (): void => undefined;
    const known = new Promise<void>((resolve) => (tell = resolve));
    const threads = async () => {
      tries += 1;
      if (tries === 1) throw new Error('connect ECONNREFUSED');
      await known;
      return [thread];
    };
    const after = await start(door.open, { beside: discord, parts: { threads } });
    await expect.poll(() => tries, { timeout: 10_000 }).toBe(2);
    await ada.type(thread, 'live');
    await discord.until(() => after.heard.some(({ t }) => t === 'MESSAGE_CREATE'), 'what is said now');
    tell();
    await discord.until(() => door.calls.length === 4, 'all of it');
    expect(door.calls.map(({ intent }) => intent)).toMatchObject(
      ['one', 'two', 'three', 'live'].map((text) => ({ text })),
    );
  });

  it('takes in what was said last of very much', async () => {
    const { door, before, discord, ada, thread } = await talk();
    await before.bot.stop();
    for (let n = 0; n < 120; n += 1) await ada.type(thread, `talk ${n}`);
    await ada.type(thread, 'stop');
    await start(door.open, { beside: discord, parts: { threads: async () => [thread] } });
    const said = (text: string): boolean =>
      door.calls.some(({ intent }) => intent.kind === 'words' && intent.text === text);
    await discord.until(() => said('stop') && said('talk 0'), 'the first and the last');
  });

  it('tries a place anew that took nothing, when it is told of the server again', async () => {
    const rig = await start(async () => ({ kind: 'nothing' }));
    const { discord, troubles } = rig;
    await post(rig);
    discord.deny('film', 'ViewChannel');
    await rig.hasHeard('CHANNEL_UPDATE', 1);
    const place = { surface: 'discord' as const, channel: discord.channel('film').id };
    expect(await rig.bot.surface.post({ place, thread: null }, runCard(1), 'kept out')).toHaveProperty('lost');
    expect(troubles.codes).toEqual([[place.channel, '50001']]);
    // What was denied is given back while no session is there to be told of it.
    discord.channel('film').denied.clear();
    discord.gateway.invalidate();
    await rig.hasHeard('READY', 2);
    await discord.until(() => troubles.codes.length === 0, 'the place to be tried anew');
  });

  it('tells at once whoever waits, while the store is away, and keeps nothing of it', async () => {
    const door = new RecordingDoor();
    const away: Arrivals = { ...kept(), keep: () => Promise.reject(new Error('connect ECONNREFUSED')) };
    const rig = await start(door.open, { parts: { arrivals: away } });
    const on = await post(rig);
    const ada = rig.discord.person('ada');
    await ada.press(on, 'Pause');
    await rig.settled();
    expect(ada.privately().at(-1)?.text).toContain('could not be reached');
    expect([ada.toasts, door.calls]).toEqual([[], []]);
  });

  it('keeps trying to keep words, while the store is away', async () => {
    const door = new RecordingDoor();
    const store = kept();
    let tries = 0;
    const keep: Arrivals['keep'] = (...of) =>
      ++tries > 1 ? store.keep(...of) : Promise.reject(new Error('connect ECONNREFUSED'));
    const rig = await start(door.open, { parts: { arrivals: { ...store, keep } } });
    await rig.discord.person('ada').type({ channel: 'film' }, 'darker');
    await rig.discord.until(() => door.calls.length > 0, 'the words');
    expect([tries, door.last.intent]).toMatchObject([2, { kind: 'words', text: 'darker' }]);
  });

  it('does not hear words that were deleted before the store could keep them', async () => {
    const door = new RecordingDoor();
    const store = kept();
    let isAway = true;
    const keep: Arrivals['keep'] = (...of) =>
      isAway ? Promise.reject(new Error('connect ECONNREFUSED')) : store.keep(...of);
    const rig = await start(door.open, { parts: { arrivals: { ...store, keep } } });
    const [ada, film] = [rig.discord.person('ada'), { channel: 'film' }];
    const id = await ada.type(film, 'darker');
    // The control: what stands is heard, though it comes after them.
    await ada.type(film, 'lighter');
    await ada.remove({ ...film, id });
    await rig.hasHeard('MESSAGE_DELETE', 1);
    isAway = false;
    await rig.discord.until(
      () => door.calls.some(({ intent }) => intent.kind === 'words' && intent.text === 'lighter'),
      'the words that stand',
    );
    await rig.settled();
    expect(door.calls.map(({ intent }) => intent)).toMatchObject([{ kind: 'words', text: 'lighter' }]);
  });

  it('is told of each card that is deleted, by itself or with others, once (R7)', async () => {
    const rig = await start(async () => ({ kind: 'nothing' }));
    const { channel, id: root } = await post(rig);
    const place = { surface: 'discord' as const, channel };
    const ask = await placed(rig.bot.surface.post({ place, thread: root }, askCard(1), 'ask'));
    rig.discord.removeMessage(root, ask.message);
    await rig.hasHeard('MESSAGE_DELETE', 1);
    const { t, d } = rig.heard.find((it) => it.t === 'MESSAGE_DELETE')!;
    rig.discord.gateway.dispatch(t, d);
    await rig.hasHeard('MESSAGE_DELETE', 2);
    const together = { ids: [root, '99'], channel_id: channel, guild_id: rig.discord.guild('Paper').id };
    rig.discord.gateway.dispatch('MESSAGE_DELETE_BULK', together);
    await rig.hasHeard('MESSAGE_DELETE_BULK', 1);
    expect(rig.deleted).toEqual([
      ask,
      { channel, thread: null, message: root },
      { channel, thread: null, message: '99' },
    ]);
  });

  it('keeps nothing of what is typed into an option', async () => {
    const store = kept();
    const names: string[] = [];
    const keep: Arrivals['keep'] = (...of) => (names.push(of[0].key), store.keep(...of));
    const suggest = async () => [{ value: 'treatment', label: 'Film treatment' }];
    const rig = await start(never, { parts: { arrivals: { ...store, keep }, suggest } });
    const ada = rig.discord.person('ada');
    const offered = await ada.complete({ channel: 'film' }, 'wheel run', { option: 'pipeline', text: 'tr' });
    expect(offered).toEqual([{ name: 'Film treatment', value: 'treatment' }]);
    expect(names).toEqual([]);
  });

  it('does without the words that it may not read, and says so until it may', async () => {
    const door = new RecordingDoor();
    const intents = { members: false, messageContent: false, presences: false };
    const rig = await start(door.open, { discord: { app: { intents } } });
    await rig.discord.until(() => rig.troubles.all_.length > 0, 'the trouble');
    expect(rig.troubles.all_.map(({ surface, code }) => [surface, code])).toEqual([['discord', 'no_message_content']]);
    const ada = rig.discord.person('ada');
    await ada.type({ channel: 'film' }, 'hello');
    await ada.type({ channel: 'film' }, '@wheelhouse hello');
    await rig.hasHeard('MESSAGE_CREATE', 2);
    expect(door.calls.map(({ intent }) => intent)).toMatchObject([{ kind: 'words', mentionsUs: true }]);
    await ada.press(await post(rig), 'Pause');
    expect(door.last.intent).toMatchObject({ kind: 'press', token: 'pause-1' });
    await ada.slash({ channel: 'film' }, 'wheel say', { words: 'Shorter.' });
    expect(door.last.intent).toMatchObject({ kind: 'command', verb: 'say', rest: 'Shorter.' });
    rig.discord.app.intents = { members: true, messageContent: true, presences: false };
    rig.discord.gateway.invalidate();
    await rig.discord.until(() => rig.troubles.all_.length === 0, 'the end of the trouble');
    await ada.type({ channel: 'film' }, 'now you hear me');
    await rig.discord.until(() => door.calls.length === 4, 'the words');
    expect(door.last.intent).toMatchObject({ kind: 'words', text: 'now you hear me', mentionsUs: false });
  });

  it('opens a form by the click that asks for it', async () => {
    const door = new RecordingDoor();
    door.answers({ kind: 'form', form: runForm() });
    const rig = await start(door.open);
    const ada = rig.discord.person('ada');
    await ada.slash({ channel: 'film' }, 'wheel run');
    expect(ada.dialog()?.title).toContain('Film treatment');
  });

  it('lets what is in hand end when it is stopped, and hears nothing more', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const door = new RecordingDoor();
    door.answers({ kind: 'told', text: ['Paused.'] });
    const rig = await start(async (...of) => (await held, door.open(...of)));
    const on = await post(rig);
    const ada = rig.discord.person('ada');
    const pressing = ada.press(on, 'Pause');
    await rig.discord.until(() => rig.heard.some(({ t }) => t === 'INTERACTION_CREATE'), 'the press');
    const stopping = rig.bot.stop();
    await rig.discord.until(() => rig.discord.gateway.size === 0, 'the line to be closed');
    release();
    await Promise.all([pressing, stopping]);
    expect(ada.privately().at(-1)?.text).toContain('Paused.');
    const before = rig.heard.length;
    await ada.type({ channel: 'film' }, 'is anybody there?');
    await rig.settled();
    expect(rig.heard).toHaveLength(before);
  });

  it('changes nothing for shapes that nobody knows, and logs their names alone', async () => {
    const door = new RecordingDoor();
    const rig = await start(door.open);
    const { gateway } = rig.discord;
    const odd = [
      ['INTERACTION_CREATE', { id: '7', type: 3, token: 'x', member: 'gossip' }],
      ['INTERACTION_CREATE', { gossip: 'gossip' }],
      ['MESSAGE_CREATE', { id: '8', channel_id: '9', author: { id: 'gossip' }, content: 'gossip' }],
      ['MESSAGE_UPDATE', { id: '8', channel_id: '9', edited_timestamp: 'x', content: 'gossip' }],
      ['MESSAGE_DELETE', { id: ['gossip'] }],
    ] as const;
    for (const [t, d] of odd) gateway.dispatch(t, d);
    await rig.discord.person('ada').type({ channel: 'film' }, 'still here');
    await rig.discord.until(() => door.calls.length > 0, 'the words');
    await rig.settled();
    expect(door.calls.map(({ intent }) => intent)).toMatchObject([{ kind: 'words', text: 'still here' }]);
    const said = rig.logged.filter((it) => it.includes('do not know'));
    expect(said).toHaveLength(odd.length);
    expect(said.join().replaceAll('"keys":["gossip"]', '')).not.toContain('gossip');
  });
});
