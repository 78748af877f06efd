import { beforeEach, describe, expect, it } from 'vitest';
import { RateLimited } from '../../../../src/bots/chat/send/errors.ts';
import { Lane, type LaneOptions } from '../../../../src/bots/chat/send/lane.ts';
import type { Urgency } from '../../../../src/bots/chat/send/urgency.ts';
import { HandClock } from './clock.ts';

/** What was sent, and when. */
type Sent = [what: string, at: number];

describe('a lane', () => {
  let clock: HandClock;
  let sent: Sent[];
  let outcomes: string[];
  beforeEach(() => {
    clock = new HandClock();
    sent = [];
    outcomes = [];
  });

  const open = (own: Partial<LaneOptions> = {}): Lane =>
    new Lane({
      name: 'chat.update',
      rate: { burst: 2, every: 1000 },
      clock,
      most: 100,
      isFull: () => false,
      atOnce: 5,
      busy: (why, roomIn) => new Error(`too much: ${why} (${roomIn} ms)`),
      ...own,
    });

  interface Way {
    urgency?: Urgency;
    key?: string;
    revision?: number;
    patience?: number;
    act?: () => Promise<unknown>;
  }

  /** Wants to send this; its end is written down. */
  function want(lane: Lane, what: string, { urgency = 'settlement', patience = 60_000, act, ...way }: Way = {}): void {
    const send = async (): Promise<unknown> => {
      sent.push([what, clock.now()]);
      return act?.();
    };
    lane.add({ urgency, patience, ...way, act: send }).then(
      () => outcomes.push(`${what} done`),
      (error: Error) => outcomes.push(`${what}: ${error.message}`),
    );
  }
  const order = (): string[] => sent.map(([what]) => what);

  it('sends at its pace, first come, first served', async () => {
    const lane = open();
    for (const what of ['a', 'b', 'c', 'd']) want(lane, what);
    await clock.pass(10_000);
    expect(sent).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1000],
      ['d', 2000],
    ]);
    expect(outcomes).toHaveLength(4);
    expect(clock.bells).toBe(0);
  });

  it('sends outcomes before settlements, those before words, and words before progress, whoever came first', async () => {
    const lane = open({ rate: { burst: 2, every: 1000 } });
    want(lane, 'first');
    want(lane, 'second');
    want(lane, 'progress', { urgency: 'progress' });
    want(lane, 'words', { urgency: 'words' });
    want(lane, 'settlement');
    want(lane, 'outcome', { urgency: 'outcome' });
    await clock.pass(10_000);
    expect(order()).toEqual(['first', 'second', 'outcome', 'settlement', 'words', 'progress']);
  });

  it('never lets progress take the last of the burst, so that a settlement goes at once', async () => {
    const lane = open();
    for (const what of ['p1', 'p2', 'p3']) want(lane, what, { urgency: 'progress' });
    await clock.pass(500);
    want(lane, 'settlement');
    await clock.pass(10_000);
    expect(sent[0]).toEqual(['p1', 0]);
    expect(sent[1]).toEqual(['settlement', 500]);
    expect(order()).toEqual(['p1', 'settlement', 'p2', 'p3']);
  });

  it('keeps half of the burst for people, and a fifth of it for outcomes, however much progress there is', async () => {
    const lane = open({ rate: { burst: 10, every: 1500 } });
    for (let n = 0; n < 100; n += 1) want(lane, 'progress', { urgency: 'progress' });
    await clock.pass(30_000);
    sent = [];
    for (const what of ['pause 1', 'pause 2', 'pause 3', 'pause 4']) want(lane, what);
    for (const what of ['outcome 1', 'outcome 2']) want(lane, what, { urgency: 'outcome' });
    await clock.pass(0);
    expect(order()).toEqual(['pause 1', 'pause 2', 'pause 3', 'outcome 1', 'outcome 2']);
    await clock.pass(10_000);
    expect(order()[5]).toBe('pause 4');
  });

  it('lets 200 changes of one card become few sends, the newest last (R6)', async () => {
    const lane = open({ rate: { burst: 10, every: 1500 } });
    for (let revision = 1; revision <= 200; revision += 1) {
      want(lane, `revision ${revision}`, { key: 'card', revision, urgency: 'progress', act: () => take(80) });
      await clock.pass(20);
    }
    await clock.pass(60_000);
    expect(order().at(-1)).toBe('revision 200');
    expect(sent.length).toBeLessThan(20);
    expect(outcomes).toHaveLength(200);
    expect(outcomes.every((it) => it.endsWith('done'))).toBe(true);
    // Without a key they are 200 sends: that they are few is the queue's doing.
    const before = sent.length;
    const roomy = open({ rate: { burst: 10, every: 1500 }, most: 300 });
    for (let n = 0; n < 200; n += 1) want(roomy, 'keyless', { patience: 3_600_000, act: () => take(80) });
    await clock.pass(3_600_000);
    expect(sent.length - before).toBe(200);
  });

  /** A call that takes so long. */
  const take = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void clock.after(milliseconds, resolve));

  it('sends the newest that waits, in whatever order they came, at the most urgent place of them (R5)', async () => {
    const lane = open();
    want(lane, 'a');
    want(lane, 'b');
    want(lane, 'other', { urgency: 'words' });
    want(lane, 'third', { key: 'card', revision: 3, urgency: 'progress' });
    want(lane, 'second', { key: 'card', revision: 2, urgency: 'settlement' });
    await clock.pass(10_000);
    expect(order()).toEqual(['a', 'b', 'third', 'other']);
    expect(outcomes).toContain('second done');
  });

  it('sends nothing of a message while something of it is under way: they could arrive in either order (R5)', async () => {
    const lane = open();
    want(lane, 'first', { key: 'card', revision: 1, act: () => take(5_000) });
    want(lane, 'second', { key: 'card', revision: 2 });
    want(lane, 'another', { key: 'other', revision: 1 });
    await clock.pass(10_000);
    expect(sent).toEqual([
      ['first', 0],
      ['another', 0],
      ['second', 5_000],
    ]);
  });

  it('keeps silent for as long as it is asked to, then sends what was refused first, and the rest at its pace (R6)', async () => {
    const lane = open();
    let refusals = 1;
    const act = async (): Promise<void> => {
      if (refusals-- > 0) throw new RateLimited('chat.update', 30_000);
    };
    want(lane, 'a', { act });
    await clock.pass(10);
    want(lane, 'b');
    want(lane, 'c');
    await clock.pass(60_000);
    expect(sent).toEqual([
      ['a', 0],
      ['a', 30_000],
      ['b', 31_000],
      ['c', 32_000],
    ]);
  });

  it('gives up what is refused again and again, as an outage', async () => {
    const lane = open();
    want(lane, 'a', { patience: 3_600_000, act: () => Promise.reject(new RateLimited('chat.update', 1_000)) });
    await clock.pass(600_000);
    expect(sent).toHaveLength(6);
    expect(outcomes).toEqual(['a: too much: No chat.update is wanted for 1 s. (1000 ms)']);
  });

  /** Who was sent away, and in how many milliseconds they may come again. */
  const sentAway = (): (string | undefined)[][] =>
    outcomes.flatMap((it) => {
      const [, what, roomIn] = /^(\w+): .*no room in time.*\((\d+) ms\)$/.exec(it) ?? [];
      return what === undefined ? [] : [[what, roomIn]];
    });

  it('sends away at once who would wait longer than their patience, each for so long as it takes until there is room', async () => {
    const lane = open();
    for (const what of ['a', 'b', 'c', 'd', 'e', 'f']) want(lane, what, { patience: 1_500 });
    await clock.pass(0);
    expect(sentAway()).toEqual([
      ['d', '2000'],
      ['e', '3000'],
      ['f', '4000'],
    ]);
    await clock.pass(2_000);
    want(lane, 'd', { patience: 1_500 });
    await clock.pass(0);
    expect(order()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets those who were sent away come again within a while, however many they are, and all of them go in the end', async () => {
    const lane = open();
    const all = Array.from({ length: 60 }, (_, n) => `w${n}`);
    const again = (what: string): void => {
      lane
        .add({ urgency: 'settlement', patience: 1_500, act: async () => void sent.push([what, clock.now()]) })
        .catch((error: Error) => {
          const roomIn = Number(/\((\d+) ms\)$/.exec(error.message)?.[1]);
          expect(roomIn).toBeLessThanOrEqual(15_000);
          clock.after(roomIn, () => again(what));
        });
    };
    for (const what of all) again(what);
    await clock.pass(70_000);
    expect(order().toSorted()).toEqual(all.toSorted());
    // Two at once, and then one a second: no place stayed empty.
    expect(sent.at(-1)?.[1]).toBeLessThanOrEqual(60_000);
  });

  it('gives up whose turn others take for longer than their patience, and frees their place', async () => {
    const lane = open();
    for (const what of ['a', 'b', 'c']) want(lane, what, { patience: 1_500 });
    for (const what of ['first', 'second']) want(lane, what, { urgency: 'outcome' });
    await clock.pass(1_600);
    expect(order()).toEqual(['a', 'b', 'first']);
    expect(sentAway()).toEqual([['c', expect.any(String)]]);
    expect(lane.waiting).toBe(1);
  });

  it('sends at once whose turn it is, in a process so slow that their patience is over by the next line', async () => {
    const slow = new HandClock();
    let looks = 0;
    const crawling = { now: () => (looks += 1) * 5_000, after: slow.after.bind(slow) };
    want(open({ clock: crawling }), 'a', { patience: 2_000 });
    await clock.pass(0);
    expect(outcomes).toEqual(['a done']);
  });

  it('sends away at once who can not go before their patience ends, when a long silence is asked for (R6)', async () => {
    const lane = open();
    want(lane, 'refused', { patience: 15_000, act: () => Promise.reject(new RateLimited('chat.update', 120_000)) });
    want(lane, 'short', { patience: 15_000 });
    await clock.pass(10);
    want(lane, 'later', { patience: 15_000 });
    want(lane, 'patient', { patience: 600_000 });
    await clock.pass(10);
    expect(sentAway()).toEqual([
      ['refused', '120000'],
      ['later', '119990'],
    ]);
    expect(lane.waiting).toBe(1);
    await clock.pass(120_000);
    expect(outcomes).toContain('patient done');
  });

  it('has an end: who comes then is sent away, and progress makes room for a settlement (R13)', async () => {
    const lane = open({ most: 3 });
    for (const what of ['sent', 'sent too']) want(lane, what);
    for (const what of ['p1', 'p2', 'p3']) want(lane, what, { urgency: 'progress' });
    want(lane, 'p4', { urgency: 'progress' });
    want(lane, 'settlement');
    await clock.pass(0);
    expect(lane.waiting).toBe(3);
    expect(outcomes.filter((it) => it.includes('too much')).map((it) => it.split(':')[0])).toEqual(['p4', 'p3']);
    await clock.pass(20_000);
    expect(order()).toEqual(['sent', 'sent too', 'settlement', 'p1', 'p2']);
  });

  it('sends everybody away at once when it is cleared', async () => {
    const lane = open();
    for (const what of ['a', 'b', 'c', 'd']) want(lane, what);
    lane.clear(new Error('over'));
    await clock.pass(10_000);
    expect(order()).toEqual(['a', 'b']);
    expect(outcomes.filter((it) => it.endsWith('over'))).toHaveLength(2);
    expect(clock.bells).toBe(0);
  });
});
