import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CardSubject } from '../../../src/core/effect.ts';
import type { Card } from '../../../src/core/cards/card.ts';
import { realClock } from '../../../src/bots/chat/send/clock.ts';
import { startRig, type Rig } from '../../bots/slack/send/rig.ts';
import { onEachEngine } from '../engines.ts';
import { done, type Room } from '../room.ts';
import { cardOf, saidOf } from '../surface.ts';
import { until } from '../until.ts';
import { shippedSettings } from '../../../src/jobs/settings.ts';

/**
 * Milliseconds. On a machine at rest it takes less than two seconds, after which people look away; before jobs gave their places back, it
 * took from six to eight.
 */
const inTime = 5_000;

type Shown = Pick<Card, 'revision'> & Partial<Card>;

const paused: Partial<Card> = { badge: { word: 'Paused', symbol: '⏸', tone: 'asking' } };

onEachEngine('in a workspace that holds its rates', (open) => {
  let rig: Rig;
  let shown: Map<string, Shown>;
  beforeEach(async () => {
    rig = await startRig({ clock: realClock, slack: { pace: 'strict' } });
    shown = new Map();
  });
  afterEach(() => rig.close());

  const inSlack = (channel: string) => ({ surface: 'slack' as const, channel: rig.slack.channel(channel).id });

  async function enter(): Promise<Room> {
    const room = open(shippedSettings);
    await room.connect();
    const drawing = {
      card: async (subject: CardSubject) => ({ ...cardOf(subject, 1), title: subject.id, ...shown.get(subject.id) }),
      words: async (subject: CardSubject) => saidOf(subject),
    };
    await room.enter(async () => done(), { parts: ['bots'], surfaces: [rig.surface], drawing });
    return room;
  }

  /** Becomes due, and with what it shows from now on. */
  function show(room: Room, id: string, { channel, ...now }: Partial<Card> & { channel: string }): void {
    const before = shown.get(id)?.revision ?? 0;
    shown.set(id, { ...now, revision: before + 1 });
    const kind = id.startsWith('ask') ? ('ask' as const) : ('run' as const);
    room.memory.show({ kind, id }, id, inSlack(channel), now.outcome !== undefined || now.badge !== undefined);
  }

  const reads = (channel: string): string =>
    rig.slack
      .person('ada')
      .sees({ channel })
      .map(({ text }) => text)
      .join('\n');

  /** Milliseconds until this stands there. */
  async function timed(channel: string, text: string): Promise<number> {
    const begun = performance.now();
    await until(() => expect(reads(channel)).toContain(text), 60_000);
    return Math.round(performance.now() - begun);
  }

  it('a card comes in time, and what came of a question, while fifty runs begin in another channel', async () => {
    const room = await enter();
    show(room, 'ask-1', { channel: 'asked' });
    await timed('asked', 'ask-1');
    for (let n = 0; n < 50; n += 1) show(room, `crowd-${n}`, { channel: 'crowd' });
    await until(() => expect(reads('crowd')).toContain('crowd'));
    show(room, 'alone', { channel: 'quiet' });
    const card = await timed('quiet', 'alone');
    show(room, 'ask-1', { channel: 'asked', outcome: ['Approved by Ada'] });
    const outcome = await timed('asked', 'Approved by Ada');
    console.log(`beside fifty new runs: a card after ${card} ms, an outcome after ${outcome} ms`);
    expect(reads('crowd')).not.toContain('crowd-49');
    expect(card).toBeLessThan(inTime);
    expect(outcome).toBeLessThan(inTime);
  }, 60_000);

  it('a card shows in time that its run was paused, however much its own progress and that of others waits', async () => {
    const room = await enter();
    const busy = ['one', 'two', 'three'];
    for (const id of busy) show(room, id, { channel: id });
    await Promise.all(busy.map((id) => timed(id, id)));
    const updates = () => rig.slack.calls.filter(({ method }) => method === 'chat.update').length;
    await until(() => {
      for (const id of busy) show(room, id, { channel: id, title: `${id} goes on` });
      expect(updates()).toBeGreaterThanOrEqual(6);
    }, 60_000);
    for (const id of busy) show(room, id, { channel: id, title: `${id} goes on` });
    for (const id of busy) show(room, id, { channel: id, ...paused });
    const times = await Promise.all(busy.map((id) => timed(id, 'Paused')));
    console.log(`three runs that were paused at once, beside their progress: shown after ${times.join(', ')} ms`);
    expect(Math.max(...times)).toBeLessThan(inTime);
  }, 60_000);
});
