import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Arrivals } from '../../../../src/core/arrivals.ts';
import type { Body } from '../../../../src/bots/chat/body.ts';
import { createIntake, type Delivery, type IntakeParts } from '../../../../src/bots/chat/intake.ts';
import { mostTries, times } from '../../../../src/bots/chat/times.ts';
import { slackSource } from '../../../../src/bots/slack/receive/kind.ts';
import { freshStore } from '../../../db/store.ts';
import { lapsedArrivals } from '../../chat/lapsing-arrivals.ts';

let serial = 0;
const stamp = (): string => `1764000000.${String(++serial).padStart(6, '0')}`;
const user = { id: 'U0ADA', team_id: 'T0OURS' };
const words = (type: 'message' | 'app_mention', ts: string): Body => ({
  ...{ type: 'event_callback', team_id: 'T0OURS', event_id: `Ev${++serial}` },
  event: { type, channel: 'C0FILM', ts, user: 'U0ADA', text: 'darker' },
});
const told = (event: object): Body => ({
  ...{ type: 'event_callback', team_id: 'T0OURS', event_id: `Ev${++serial}` },
  event: { type: 'message', channel: 'C0FILM', ...event },
});
const changed = (ts: string, text: string): Body => told({ subtype: 'message_changed', message: { ts, text } });
const deleted = (ts: string): Body => told({ subtype: 'message_deleted', deleted_ts: ts });
const press = (action_ts: string): Body => ({
  type: 'block_actions',
  user,
  actions: [{ action_id: 'press.0', action_ts }],
});
const submit = (view: string): Body => ({ type: 'view_submission', user, view: { id: view } });

describe('the intake', () => {
  const store = freshStore();
  const lapsed = (): Arrivals => lapsedArrivals(store.client);

  function rig(over: Partial<IntakeParts> = {}) {
    const seen: string[] = [];
    const errors: string[] = [];
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (_: object, message: string) => errors.push(message),
    };
    const taken: Delivery[] = [];
    const intake = createIntake({
      source: slackSource,
      arrivals: lapsed(),
      take: async (delivery) => {
        taken.push(delivery);
        seen.push('taken');
        await delivery.acknowledge({ from: 'take' });
      },
      tellUnreachable: async () => false,
      log,
      ...over,
    });
    const receive = (body: Body) =>
      intake.receive({
        body,
        acknowledge: async (response) => void seen.push(response === undefined ? 'acknowledged' : 'answered'),
      });
    return { intake, receive, seen, taken, errors };
  }

  it('keeps a click, acknowledges it, and only then has it taken in', async () => {
    const { receive, seen } = rig({
      arrivals: {
        ...lapsed(),
        keep: async () => (seen.push('kept'), 'new'),
        done: async () => void seen.push('done'),
      },
    });
    await receive(press(stamp()));
    expect(seen).toEqual(['kept', 'acknowledged', 'taken', 'done']);
  });

  it('lets a form be answered by its acknowledgement, and acknowledges it in any case', async () => {
    const answered = rig();
    await answered.receive(submit('V1'));
    expect(answered.seen).toEqual(['taken', 'answered']);
    const failing = rig({ take: async () => Promise.reject(new Error('no')) });
    await failing.receive(submit('V2'));
    expect(failing.seen).toEqual(['acknowledged']);
    await answered.intake.takeUp();
  });

  it('takes the words of a mention once, in whatever order its two events come, and however often (R5)', async () => {
    const { receive, seen, taken } = rig();
    const ts = stamp();
    await Promise.all([
      receive(words('app_mention', ts)),
      receive(words('message', ts)),
      receive(words('message', ts)),
    ]);
    await receive(words('app_mention', ts));
    expect(taken).toHaveLength(1);
    expect(seen.filter((it) => it === 'acknowledged')).toHaveLength(4);
    await receive(words('message', stamp()));
    expect(taken).toHaveLength(2);
  });

  it('takes what becomes of words in after them, in the order in which it came, and acknowledges it at once (R5)', async () => {
    let end = (): void => undefined;
    const reading = new Promise<void>((resolve) => (end = resolve));
    const order: unknown[] = [];
    const take = async ({ body }: Delivery): Promise<void> => {
      const { subtype, message } = body.event as { subtype?: string; message?: { text: string } };
      if (subtype === undefined) await reading;
      order.push(message?.text ?? subtype ?? 'said');
    };
    const { receive, seen } = rig({ take });
    const ts = stamp();
    const all = [words('message', ts), changed(ts, 'one'), changed(ts, 'two'), deleted(ts)].map((body) =>
      receive(body),
    );
    await expect.poll(() => seen).toHaveLength(4);
    // The control: other words wait for nobody.
    await receive(changed(stamp(), 'of others'));
    end();
    await Promise.all(all);
    expect(order).toEqual(['of others', 'said', 'one', 'two', 'message_deleted']);
  });

  it('takes what becomes of words in after them, though whoever had those died (R1, R5)', async () => {
    const dying = rig({ take: () => new Promise(() => undefined) });
    const ts = stamp();
    void dying.receive(words('message', ts));
    await expect.poll(() => dying.seen).toEqual(['acknowledged']);
    const next = rig();
    const edit = next.receive(changed(ts, 'darker'));
    await expect.poll(() => next.seen).toEqual(['acknowledged']);
    await next.intake.takeUp();
    await edit;
    const said = next.taken.map(({ body }) => (body.event as { subtype?: string }).subtype);
    expect(said).toEqual([undefined, 'message_changed']);
  });

  it('hands a click on as often as it comes: its key tells the door', async () => {
    const { receive, taken } = rig();
    const click = press(stamp());
    await receive(click);
    await receive({ ...click, trigger_id: '1.2', response_url: 'https://hooks.example' });
    expect(taken).toHaveLength(2);
  });

  it('has another take up, late, what whoever acknowledged it did not finish (P5, R1)', async () => {
    const dying = rig({ take: () => new Promise(() => undefined) });
    void dying.receive(press('1764000001.000001'));
    await expect.poll(() => dying.seen).toEqual(['acknowledged']);
    const next = rig();
    await next.intake.takeUp();
    expect(next.taken.map(({ body, isLate }) => [body.actions, isLate])).toEqual([
      [[{ action_id: 'press.0', action_ts: '1764000001.000001' }], true],
    ]);
    await next.intake.takeUp();
    expect(next.taken).toHaveLength(1);
  });

  it('does not take up what it is still at itself', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const taken: Delivery[] = [];
    const { intake, receive, seen } = rig({ take: async (delivery) => (taken.push(delivery), held) });
    const received = receive(press(stamp()));
    await expect.poll(() => seen).toEqual(['acknowledged']);
    await intake.takeUp();
    expect(taken).toHaveLength(1);
    release();
    await received;
    await intake.idle();
    expect(intake.inHand).toBe(0);
  });

  it('says of what takes longer that it is still at it, and of nothing else', async () => {
    const held: [readonly string[], number][] = [];
    const hold: Arrivals['hold'] = async (keys, forMs) => void held.push([keys, forMs]);
    let release = (): void => undefined;
    const isOver = new Promise<void>((resolve) => (release = resolve));
    const { intake, receive, seen } = rig({ arrivals: { ...lapsed(), hold }, take: () => isOver });
    await intake.renew();
    const received = receive(press(stamp()));
    await expect.poll(() => seen).toEqual(['acknowledged']);
    await intake.renew();
    expect(held, 'it has only begun').toEqual([]);
    await sleep(times.renew);
    await intake.renew();
    expect(held).toEqual([[[expect.any(String)], times.hold]]);
    release();
    await received;
    await intake.renew();
    expect(held).toHaveLength(1);
  });

  it('waits before what failed is tried again', async () => {
    const held: number[] = [];
    const hold: Arrivals['hold'] = async (_, forMs) => void held.push(forMs);
    const { receive } = rig({
      arrivals: { ...lapsed(), keep: async () => 'new', hold },
      take: async () => Promise.reject(new Error('away')),
    });
    await receive(press(stamp()));
    expect(held).toEqual([times.retry]);
  });

  it('tries again what failed, and gives up what fails each time (R9)', async () => {
    let tries = 0;
    const { intake, receive, errors } = rig({ take: async () => (tries++, Promise.reject(new Error('poison'))) });
    await receive(press(stamp()));
    for (let round = 0; round < mostTries + 3; round++) await intake.takeUp();
    expect(tries).toBe(mostTries);
    expect(errors.at(-1)).toContain('given up');
  });

  it('says which try is the last, so that whoever waits is not left without a word (P5)', async () => {
    const tries: [boolean, boolean][] = [];
    const take = async ({ isLate, isLast }: Delivery) => {
      tries.push([isLate, isLast]);
      throw new Error('poison');
    };
    const { intake, receive } = rig({ take });
    await receive(press(stamp()));
    for (let round = 0; round < mostTries + 3; round++) await intake.takeUp();
    const between = Array.from({ length: mostTries - 2 }, () => [true, false]);
    expect(tries).toEqual([[false, false], ...between, [true, true]]);
  });

  it('keeps what failed after its acknowledgement: the same again is no second one', async () => {
    let isAway = true;
    const taken: Delivery[] = [];
    const take = async (delivery: Delivery) => {
      taken.push(delivery);
      if (isAway) throw new Error('connect ECONNREFUSED');
    };
    const { intake, receive } = rig({ take });
    const said = words('message', stamp());
    await receive(said);
    isAway = false;
    await receive(said);
    expect(taken).toHaveLength(1);
    await intake.takeUp();
    await receive(said);
    await intake.takeUp();
    expect(taken.map(({ isLate }) => isLate)).toEqual([false, true]);
  });

  it('acknowledges nothing that it could not keep, unless the person could be told', async () => {
    const away = { ...lapsed(), keep: async () => Promise.reject(new Error('connect ECONNREFUSED')) };
    const silent = rig({ arrivals: away });
    await expect(silent.receive(words('message', stamp()))).rejects.toThrow('ECONNREFUSED');
    expect(silent.seen).toEqual([]);
    const telling = rig({ arrivals: away, tellUnreachable: async ({ acknowledge }) => (await acknowledge(), true) });
    await telling.receive(press(stamp()));
    expect([telling.seen, telling.taken]).toEqual([['acknowledged'], []]);
  });

  it.each<[string, Body]>([
    ['nothing', {}],
    ['an unknown type', { type: 'workflow_step', user }],
    ['an event without an event', { type: 'event_callback', event_id: 'Ev0', event: null }],
    ['a click of nobody', { type: 'block_actions', user: null, actions: [] }],
  ])('acknowledges %s, and does nothing about it', async (_, body) => {
    const { receive, seen, taken } = rig();
    await receive(body);
    expect([seen, taken]).toEqual([['acknowledged'], []]);
  });

  it('is not felled by what is nested without end', async () => {
    const { receive, seen, taken } = rig();
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    await receive({ type: 'block_actions', user, actions: deep });
    expect([seen, taken]).toEqual([['acknowledged'], []]);
  });

  it.each<[string, Body]>([
    ['a command', { command: '/wheel', user_id: 'U0ADA', trigger_id: 'a\u0000b' }],
    ['an event', { type: 'event_callback', event_id: '\u0000', event: { type: 'app_home_opened' } }],
    ['words', { ...words('message', '1.\u0000'), event_id: 'x'.repeat(3_000) }],
    ['actions', { type: 'block_actions', user, actions: ['gossip'] }],
  ])('takes for nothing what comes as %s under a name that no store could keep', async (_, body) => {
    const { receive, seen, taken, errors } = rig();
    await receive(body);
    expect([seen, taken, errors]).toEqual([['acknowledged'], [], []]);
  });

  it('logs names, and nothing that stands in their place (S16)', async () => {
    const logged: string[] = [];
    const note = (facts: object, message: string): void => void logged.push(message + JSON.stringify(facts));
    const { receive } = rig({ log: { info: note, warn: note, error: note } });
    await receive({ type: 'Some gossip', 'More gossip': 1, api_app_id: 'A0' });
    expect(logged).toEqual([expect.stringContaining('"type":"string","keys":["type","api_app_id"]')]);
  });

  it('leaves to whoever has it in hand what it could keep only late', async () => {
    const kept = lapsed();
    const ts = stamp();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const first = rig({ take: () => held });
    const inHand = first.receive(words('message', ts));
    await expect.poll(() => first.intake.inHand).toBe(1);
    await expect.poll(() => first.seen).toEqual(['acknowledged']);
    let answered: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (answered = resolve));
    const keep: Arrivals['keep'] = async (...of) => {
      const was = await kept.keep(...of);
      await late;
      return was;
    };
    const forgotten: string[] = [];
    const forget = async (key: string): Promise<void> => void forgotten.push(key);
    const second = rig({ arrivals: { ...kept, keep, forget } });
    await expect(second.receive(words('app_mention', ts))).rejects.toThrow('waiting');
    answered();
    await new Promise(setImmediate);
    expect(forgotten).toEqual([]);
    // The control: what it had made itself goes.
    const third = rig({
      arrivals: { ...kept, keep: () => late.then(() => new Promise((it) => setTimeout(it, 2_100, 'new'))), forget },
    });
    await expect(third.receive(words('message', stamp()))).rejects.toThrow('waiting');
    await expect.poll(() => forgotten.length).toBe(1);
    release();
    await inHand;
  });
});
