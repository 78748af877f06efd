import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Thread } from '../../../../src/bots/chat/missed/pass.ts';
import { RecordingDoor } from '../../../contract/door.ts';
import type { Delivery } from '../../../fakes/slack/delivery/delivery.ts';
import type { Person } from '../../../fakes/slack/people/person.ts';
import type { FakeSlack, SlackOptions } from '../../../fakes/slack/slack.ts';
import type { Message } from '../../../fakes/slack/world/message.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { placed } from '../../chat/send/stores.ts';
import { runCard } from '../../samples.ts';
import { startSlackRig, type Mode, type SlackRig } from '../rig.ts';

describe('what was said in the threads of runs while we were away', () => {
  const database = freshDatabase();
  const open: { close(): Promise<void> }[] = [];
  let door: RecordingDoor;
  let before: SlackRig;
  let slack: FakeSlack;
  let ada: Person;
  let run: Thread;

  const start = async (
    threads: () => Promise<readonly Thread[]>,
    own: { beside?: FakeSlack; mode?: Mode; slack?: SlackOptions } = {},
  ): Promise<SlackRig> => {
    const rig = await startSlackRig(database.url, door.open, { ...own, parts: { threads } });
    open.push(rig);
    return rig;
  };
  const headed = async (rig: SlackRig, channel: string, key: string): Promise<Thread> => {
    const place = { surface: 'slack' as const, channel: rig.slack.channel(channel).id };
    const root = await placed(rig.bot.surface.post({ place, thread: null }, runCard(1), key));
    return { channel: root.channel, thread: root.message };
  };
  beforeEach(async () => {
    door = new RecordingDoor();
    before = await start(async () => [], { slack: { retries: [] } });
    ({ slack } = before);
    ada = slack.person('ada');
    run = await headed(before, 'film', 'root');
  });
  afterEach(async () => {
    for (const it of open.splice(0).toReversed()) await it.close();
  });

  /** The next process begins. */
  const next = (...threads: Thread[]): Promise<SlackRig> =>
    start(async () => (threads.length === 0 ? [run] : threads), { beside: slack });
  const texts = (): string[] =>
    door.calls.map(({ intent }) => (intent.kind === 'words' || intent.kind === 'edited' ? intent.text : intent.kind));
  const heard = (text: string): Promise<void> => slack.until(() => texts().includes(text), `“${text}”`);
  const reads = () => slack.calls.filter(({ method }) => method === 'conversations.replies');
  const deliveryOf = (text: string): Delivery => {
    const found = slack.deliveries.find(({ payload }) => JSON.stringify(payload).includes(`"text":"${text}"`));
    if (!found) throw new Error(`Slack never told of “${text}”.`);
    return found;
  };
  /** Written there without anybody being told. */
  const stands = (over: Partial<Message>): void => {
    const channel = slack.channel('film');
    channel.messages.push({
      ...{ ts: nextTs(), channel: channel.id, thread: run.thread, user: ada.id, byApp: false, text: '', blocks: [] },
      ...{ metadata: null, username: null, icon: null, editedAt: null, reactions: [], onlyFor: null },
      unfurl: { links: true, media: true },
      ...over,
    });
  };
  let serial = 0;
  const nextTs = (ago = 0): string =>
    `${Math.floor((slack.clock.now() - ago) / 1000)}.${String((serial += 1)).padStart(6, '0')}`;

  it('comes in once and in order, however often Slack sends it again', async () => {
    await ada.type(run, 'heard');
    await before.settled();
    await before.leave();
    for (const text of ['one', 'two', 'three']) await ada.type(run, text);
    await ada.type({ channel: 'film' }, 'said to no run');
    expect(texts()).toEqual(['heard']);
    const after = await next();
    await heard('three');
    for (const text of ['heard', 'one', 'three']) await slack.redeliver(deliveryOf(text));
    await ada.type(run, 'live');
    await heard('live');
    await after.settled();
    expect(texts()).toEqual(['heard', 'one', 'two', 'three', 'live']);
    const { visit } = door.calls[1]!;
    expect(visit).toMatchObject({
      account: { surface: 'slack', team: slack.team.id, user: ada.id },
      where: { surface: 'slack', ...run },
    });
  });

  describe('comes before what is said in the thread while it is read', () => {
    /** The threads are known when the test says so. */
    const startWhile = async (act: () => Promise<unknown>, ...threads: Thread[]): Promise<void> => {
      let tell = (): void => undefined;
      const known = new Promise<readonly Thread[]>((resolve) => (tell = () => resolve(threads)));
      await before.leave();
      await ada.type(run, 'missed');
      await start(() => known, { beside: slack });
      await act();
      tell();
    };
    const other = { channel: 'C0ANOTHER', thread: '1.000001' };

    it('whose turn it then is first', async () => {
      await startWhile(async () => ada.type(run, 'live'), other, other, run);
      await heard('live');
      expect(texts()).toEqual(['missed', 'live']);
      expect(reads().map(({ args }) => args.ts)).toContain(run.thread);
    });

    it('but keeps it waiting for seconds only, and nothing that is said elsewhere', async () => {
      const both = async (): Promise<void> => {
        await ada.type(run, 'live');
        await ada.type({ channel: 'film' }, 'elsewhere');
        await heard('elsewhere');
        expect(texts()).toEqual(['elsewhere']);
        await heard('live');
      };
      await startWhile(both, run);
      await heard('missed');
      expect(texts()).toEqual(['elsewhere', 'live', 'missed']);
    });
  });

  it('is the same words to the door, where the row that knew them is gone', async () => {
    await ada.type(run, 'again');
    await before.settled();
    const { delivery } = door.last.visit;
    await before.leave();
    await before.parts.arrivals.forget(delivery);
    await next();
    await slack.until(() => door.calls.length === 2, 'the second');
    expect(door.last.visit.delivery).toBe(delivery);
  });

  it('is read to its end, page by page, and is nobody’s who is a bot', async () => {
    await before.leave();
    await ada.type(run, 'first');
    for (let n = 0; n < 250; n += 1) stands({ byApp: true, user: slack.app.botUser, text: `ours ${n}` });
    stands({ byApp: true, user: slack.app.botUser, username: 'Story editor', text: 'of a role' });
    await ada.type(run, 'last');
    const after = await next();
    await heard('last');
    await after.settled();
    expect(texts()).toEqual(['first', 'last']);
    // The control: they were read.
    const read = reads().flatMap(({ answer }) => (answer?.messages ?? []) as { text: string }[]);
    expect(read.map(({ text }) => text)).toEqual(expect.arrayContaining(['ours 0', 'ours 249', 'of a role']));
    expect(reads()).toHaveLength(2);
  });

  it('is left out where it is older than an hour', async () => {
    await before.leave();
    stands({ ts: nextTs(61 * 60_000), text: 'long ago' });
    stands({ ts: nextTs(58 * 60_000), text: 'not so long ago' });
    await next();
    await heard('not so long ago');
    expect(texts()).toEqual(['not so long ago']);
  });

  it('counts as it stands now: edited since it was heard, or before it could be heard', async () => {
    const early = await ada.type(run, 'heard');
    await before.settled();
    await before.leave();
    const late = await ada.type(run, 'missed');
    const gone = await ada.type(run, 'taken back');
    await ada.edit({ channel: run.channel, ts: early }, 'heard, edited');
    await ada.edit({ channel: run.channel, ts: late }, 'missed, edited');
    await ada.remove({ channel: run.channel, ts: gone });
    const after = await next();
    await slack.until(() => door.calls.length === 4, 'all of it');
    await slack.redeliver(deliveryOf('heard, edited'));
    await after.settled();
    expect(door.calls.map(({ intent }) => intent)).toMatchObject([
      { kind: 'words', text: 'heard' },
      { kind: 'edited', text: 'heard, edited', message: early },
      // The door finds no other words in the edit than it was just told.
      { kind: 'words', text: 'missed, edited', message: late },
      { kind: 'edited', text: 'missed, edited', message: late },
      // Slack's own event: the same delivery to the door.
      { kind: 'edited', text: 'heard, edited' },
    ]);
    const edits = door.calls.filter(({ intent }) => intent.kind === 'edited' && intent.message === early);
    expect(new Set(edits.map(({ visit }) => visit.delivery)).size).toBe(1);
  });

  it('is heard in the other threads, where one can not be read', async () => {
    const [archived, left, deleted] = ['archived', 'left', 'deleted'].map((name) => slack.channel(name).id);
    const threads = await Promise.all([archived, left, deleted].map((id) => headed(before, id!, `root-${id}`)));
    await before.leave();
    await ada.type({ channel: 'left', thread: threads[1]!.thread }, 'where we are not');
    await slack.archive('archived');
    await slack.removeBot('left');
    await slack.deleteChannel('deleted');
    await ada.type(run, 'missed');
    slack.faults.next('conversations.replies', { kind: 'error', error: 'something_new' });
    const [refused, unknown] = ['1.000001', '1.000002'].map((thread) => ({ channel: run.channel, thread }));
    const after = await next(refused!, ...threads, unknown!, run);
    await heard('missed');
    await after.settled();
    expect(texts()).toEqual(['missed']);
    expect(reads().map(({ answer }) => answer?.error ?? 'read')).toEqual([
      ...['something_new', 'read', 'not_in_channel', 'channel_not_found', 'thread_not_found', 'read'],
    ]);
    expect(after.logged.join()).toContain('bug-slack-refused');
  });

  it('is read once more after Slack, or the store, was away, and as late as Slack wants (R3, R6)', async () => {
    await before.leave();
    await ada.type(run, 'missed');
    let tries = 0;
    const threads = async (): Promise<Thread[]> => {
      tries += 1;
      if (tries === 1) throw new Error('connect ECONNREFUSED');
      return [run];
    };
    slack.faults.next('conversations.replies', { kind: 'rate limited', retryAfter: 30 });
    await start(threads, { beside: slack });
    await heard('missed');
    expect(reads().map(({ status }) => status)).toEqual([429, 200]);
    expect(tries).toBe(2);
  });

  it('is read when a socket is opened again, in which time Slack had switched the app off', async () => {
    await before.leave();
    const rig = await next();
    await slack.until(() => reads().length === 1, 'the first reading');
    slack.disableLink();
    await slack.until(() => slack.sockets === 0, 'the socket to close');
    await ada.type(run, 'stop');
    slack.app.socketMode = true;
    await heard('stop');
    await rig.settled();
    expect(texts()).toEqual(['stop']);
  });

  it('is read at the start where Slack sends signed requests', async () => {
    await before.leave();
    await ada.type(run, 'missed');
    slack.app.socketMode = false;
    await start(async () => [run], { beside: slack, mode: 'http' });
    await heard('missed');
  });

  it('is read at Slack’s rate', async () => {
    await before.leave();
    slack.pacer.pace = { scale: 100 };
    await ada.type(run, 'missed');
    const others = Array.from({ length: 80 }, (_, n) => ({ channel: run.channel, thread: `1.0000${n + 10}` }));
    await next(...others, run);
    await heard('missed');
    expect(reads()).toHaveLength(81);
    expect(reads().filter(({ status }) => status === 429)).toEqual([]);
  });
});
