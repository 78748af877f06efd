import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../../db/client.ts';
import type { PostRef } from '../../../src/core/cards/surface.ts';
import type { Door } from '../../../src/core/intent.ts';
import { createDeletedCards } from '../../../src/main/deleted-cards.ts';
import { activeThreads } from '../../../src/main/active-threads.ts';
import { openHouse, type House } from '../../contract/stories/house.ts';
import type { Person } from '../../fakes/slack/people/person.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { freshDatabase } from '../../setup/database.ts';
import { doorPortsOn } from '../../setup/door-ports.ts';
import { harnessOf } from './harness.ts';
import { startSlackRig, type SlackRig } from './rig.ts';

const quiet = (): undefined => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('the thread of a run in Slack, before the real door', () => {
  const database = freshDatabase();
  let [rig, house, client]: [SlackRig, House, Client] = [null!, null!, null!];
  let slack: FakeSlack;
  let ada: Person;
  let way: Door;
  const parts = {
    threads: () => activeThreads('slack', doorPortsOn(client, log)),
    deleted: (at: PostRef) => createDeletedCards({ ...doorPortsOn(client, log), log })('slack', at),
  };
  beforeEach(async () => {
    client = connect(database.url, { max: 2 });
    house = await openHouse(database.url, async (door) => {
      way = door;
      rig = await startSlackRig(database.url, door, { parts });
      return harnessOf(rig);
    });
    ({ slack } = rig);
    ada = slack.person('ada');
  });
  afterEach(async () => {
    await house.tidy();
    await house.close();
    await client.close();
  });

  const sees = (thread: string | null = null) => ada.sees({ channel: 'film', thread });

  it('pauses its run for a stop that was said while we were away, and tells who said it', async () => {
    const { runId } = await house.asked();
    const thread = await house.threadOf(runId);
    await rig.leave();
    await ada.type(thread, 'Leave the remote alone.');
    await ada.type(thread, 'stop');
    expect((await house.state(runId)).run.hold).toBeNull();
    const next = await startSlackRig(database.url, way, { beside: slack, parts });
    await expect.poll(async () => (await house.state(runId)).run.status).toBe('paused');
    await next.settled();
    const { messages, run } = await house.state(runId);
    expect(messages.map(({ text }) => text)).toEqual(['Leave the remote alone.']);
    expect(run.hold).toMatchObject({ reason: 'person', by: 'Ada' });
    expect(ada.privately().at(-1)?.text).toMatch(/^This took until now: /);
    await next.close();
  });

  it.each([
    ['and is not paused by an edit of words that it had not heard', false],
    ['and is paused by an edit of words that it had heard', true],
  ])('lets its run hear words as they were edited meanwhile, %s', async (_, wasHeard) => {
    const { runId } = await house.asked();
    const { channel, thread } = await house.threadOf(runId);
    if (!wasHeard) await rig.leave();
    const ts = await ada.type({ channel, thread }, 'Make it darker.');
    await rig.settled();
    await rig.leave();
    await ada.edit({ channel, ts }, 'Make it lighter.');
    await ada.type({ channel, thread }, 'That is all.');
    const next = await startSlackRig(database.url, way, { beside: slack, parts });
    const said = async () => (await house.state(runId)).messages.map(({ text }) => text);
    await expect.poll(said).toContain('That is all.');
    await next.settled();
    expect((await said()).slice(-2)).toEqual(['Make it lighter.', 'That is all.']);
    expect((await house.state(runId)).run.hold?.reason ?? null).toBe(wasHeard ? 'message' : null);
    await next.close();
  });

  it('is read for as long as its run is active', async () => {
    const { runId } = await house.asked();
    const { thread } = await house.threadOf(runId);
    expect((await parts.threads()).map((it) => it.thread)).toEqual([thread]);
    await house.tidy();
    expect(await parts.threads()).toEqual([]);
  });

  const remove = async ({ channel, message }: PostRef): Promise<void> => {
    await slack.removeMessage(channel, message);
    await rig.settled();
    await house.showAll();
  };

  it('has the card of an open question posted anew when it is deleted, with buttons that work (R7)', async () => {
    const { runId, card } = await house.asked();
    const { thread } = await house.threadOf(runId);
    await remove(card);
    const anew = sees(thread).at(-1)!;
    expect([anew.ts === card.message, anew.buttons]).toEqual([false, expect.arrayContaining(['Reject…'])]);
    await ada.press({ channel: card.channel, ts: anew.ts }, 'Approve once');
    await rig.settled();
    await house.showAll();
    expect(await house.isOpen(runId)).toBe(false);
    const before = sees(thread).length;
    await remove({ ...card, message: anew.ts });
    expect(sees(thread)).toHaveLength(before - 1);
  });

  it('begins anew below another root card when its own is deleted, and what is said in the old one still counts (R7)', async () => {
    const { runId } = await house.asked();
    const old = await house.threadOf(runId);
    await remove({ channel: old.channel, thread: null, message: old.thread });
    const heads = sees().filter(({ buttons }) => buttons.includes('Pause'));
    expect(heads).toHaveLength(1);
    expect(heads[0]!.ts).toBe((await house.threadOf(runId)).thread);
    await ada.type(old, 'Leave the remote alone.');
    await rig.settled();
    expect((await house.state(runId)).messages.map(({ text }) => text)).toEqual(['Leave the remote alone.']);
    await house.tidy();
    await house.showAll();
    await remove(await house.rootOf(runId));
    expect(sees().filter(({ ts }) => ts === heads[0]!.ts)).toEqual([]);
  });

  it('stays as somebody leaves it who deletes the words of a role, or their own', async () => {
    const { runId } = await house.asked();
    const thread = await house.threadOf(runId);
    const ts = await ada.type(thread, 'Leave the remote alone.');
    await rig.settled();
    const before = sees(thread.thread).length;
    await ada.remove({ channel: thread.channel, ts });
    await rig.settled();
    await house.showAll();
    expect(sees(thread.thread)).toHaveLength(before - 1);
  });
});
