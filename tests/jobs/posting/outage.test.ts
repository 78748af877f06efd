import { expect, it } from 'vitest';
import type { CardSubject } from '../../../src/core/effect.ts';
import type { Drawing } from '../../../src/jobs/posting/parts.ts';
import { onEachEngine } from '../engines.ts';
import { done, quickSettings, type Room } from '../room.ts';
import { cardOf, saidOf } from '../surface.ts';
import { until } from '../until.ts';
import { shippedSettings } from '../../../src/jobs/settings.ts';

const probe = 400;
const { grace, suspicious, lock, stalledCheck } = shippedSettings;
// With the usual waits in the queue: that of many cards, or of a busy machine, is no reason to send any of them twice.
const settings = { ...quickSettings, awayProbe: probe, grace, suspicious, lock, stalledCheck };
const cards = 200;
const atOnce = settings.postingsAtOnce.console;

const isSettled = (room: Room): void => expect(room.memory.effects.size).toBe(0);
const runs = Array.from({ length: cards }, (_, n): CardSubject => ({ kind: 'run', id: `run${n}` }));

/** Every card becomes due. */
function change(room: Room, revision: number): void {
  room.revision = revision;
  for (const subject of runs) room.memory.show(subject, subject.id);
}

/** An outage in which every card changes three times, and how long it was; it lasts until the place has been asked often enough. */
async function outage(room: Room, isOver: (asked: number, ms: number) => boolean): Promise<number> {
  await room.connect();
  await room.enter(async () => done(), { parts: ['bots'] });
  change(room, 1);
  await until(() => isSettled(room), 60_000);
  const { wall } = room;
  wall.isDown = true;
  wall.sends = 0;
  for (const [message, sent] of wall.shown) wall.shown.set(message, { ...sent, updates: 0 });
  const began = performance.now();
  for (const revision of [2, 3, 4]) {
    change(room, revision);
    const asked = wall.refused;
    await until(() => expect(wall.refused).toBeGreaterThan(asked), 60_000);
  }
  await until(() => expect(isOver(wall.refused, performance.now() - began)).toBe(true), 60_000);
  wall.isDown = false;
  return performance.now() - began;
}

/** Three different sends have to fail before the place counts as away: the first two leave their turn to others, who try it as well. */
const beforeItIsKnown = 2;

/** Whatever was on its way until the place was known to be away, and one probe after the other. */
const most = (ms: number): number => atOnce + beforeItIsKnown + ms / probe + 1;

onEachEngine('a place that was away', (open) => {
  it(
    `gets each of ${cards} cards that changed three times in it at its newest, once, and was hardly asked meanwhile (R6)`,
    { timeout: 120_000 },
    async () => {
      const room = open(settings);
      const ms = await outage(room, (asked) => asked >= atOnce + 5);
      const asked = room.wall.refused;
      expect(asked).toBeLessThanOrEqual(most(ms));
      await until(() => isSettled(room), 60_000);
      const shown = [...room.wall.shown.values()];
      expect(shown.filter(({ revision, updates }) => revision !== 4 || updates === 0)).toEqual([]);
      // Of what was on its way when the place went, nobody knows whether it came first: the newest goes out once more.
      expect(room.wall.sends - cards).toBeLessThanOrEqual(atOnce);
      console.log(`outage of ${Math.round(ms)} ms: asked ${asked} times; ${cards} cards, ${room.wall.sends} sends`);
    },
  );

  it('is asked far more often where nobody takes it to be away (positive control)', { timeout: 120_000 }, async () => {
    const room = open(settings);
    room.wall.says = 'wall-busy';
    const ms = await outage(room, (asked, sofar) => asked > 3 * most(sofar));
    console.log(`the same where nobody notices: ${Math.round(ms)} ms, asked ${room.wall.refused} times`);
  });

  it('is told of what is open, not of what was settled meanwhile (P16)', { timeout: 180_000 }, async () => {
    const room = open(settings);
    await room.connect();
    const isSettledNow = (id: string): boolean => Number(id.slice(3)) % 2 === 0;
    const drawing: Drawing = {
      card: async (subject) => ({
        ...cardOf(subject, room.revision),
        outcome: subject.kind === 'ask' && room.revision > 1 && isSettledNow(subject.id) ? ['Approved'] : null,
      }),
      words: async (subject) => saidOf(subject),
    };
    await room.enter(async () => done(), { parts: ['bots'], drawing });
    room.memory.show({ kind: 'run', id: 'run1' }, 'run1');
    await until(() => isSettled(room));
    room.wall.isDown = true;
    const asks = Array.from({ length: 100 }, (_, n): CardSubject => ({ kind: 'ask', id: `ask${n}` }));
    for (const ask of asks) room.memory.show(ask, 'run1');
    await until(() => expect(room.wall.refused).toBeGreaterThan(5));
    room.revision = 2;
    for (const ask of asks) room.memory.show(ask, 'run1');
    room.wall.isDown = false;
    await until(() => isSettled(room));
    expect(room.wall.order.filter((what) => what === 'card of ask')).toHaveLength(50);
  });

  it('hears a talk in the order in which it was held', { timeout: 180_000 }, async () => {
    const room = open(settings);
    await room.connect();
    await room.enter(async () => done(), { parts: ['bots'] });
    room.memory.show({ kind: 'run', id: 'run1' }, 'run1');
    await until(() => isSettled(room));
    room.wall.isDown = true;
    const said = Array.from({ length: 60 }, (_, n) => `m${n}`);
    for (const id of said) room.memory.show({ kind: 'message', id }, 'run1');
    await until(() => expect(room.wall.refused).toBeGreaterThan(5));
    room.wall.isDown = false;
    await until(() => isSettled(room));
    expect(room.wall.order.filter((what) => what.startsWith('words'))).toEqual(said.map((id) => `words: ${id}`));
  });
});
