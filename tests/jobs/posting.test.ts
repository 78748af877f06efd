import { expect, it, vi } from 'vitest';
import { onEachEngine } from './engines.ts';
import { done, quickSettings, type Room } from './room.ts';
import { until } from './until.ts';

const bots = (room: Room) => room.enter(async () => done(), { parts: ['bots'] });

/** Changes what the run's card shows, and makes its posting due. */
const change = (room: Room, revision: number): string => {
  room.revision = revision;
  return room.memory.show({ kind: 'run', id: 'run1' }, 'run1');
};

const isSettled = (room: Room): void => expect([...room.memory.effects.values()]).toEqual([]);

onEachEngine('a posting', (open) => {
  it('follows 200 changes with few sends, and ends at the newest', async () => {
    const room = open();
    await room.connect();
    await bots(room);
    room.wall.before = () => new Promise((resolve) => setTimeout(resolve, 20));
    const revisions = Array.from({ length: 200 }, (_, n) => n + 1);
    for (const revision of revisions) {
      change(room, revision);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await until(() => isSettled(room));
    expect([...room.wall.shown.values()].map(({ revision }) => revision)).toEqual([200]);
    expect(room.wall.sends).toBeLessThan(60);
  });

  it.each([
    ['lives', false],
    ['dies just after it', true],
  ])('ends at the newest where two processes send, the older card arrives last, and its sender %s', async (_, dies) => {
    const room = open();
    await room.connect();
    const postings = room.memory.ports.postings;
    let isHeld = false;
    let hasDied = !dies;
    const mortal = {
      ...postings,
      record: async (...args: Parameters<typeof postings.record>) => {
        if (isHeld && !hasDied && args[3] === 2) {
          hasDied = true;
          throw new Error('killed between the send and the record');
        }
        return postings.record(...args);
      },
    };
    await Promise.all([1, 2].map(() => room.enter(async () => done(), { parts: ['bots'], postings: mortal })));
    let id = change(room, 1);
    await until(() => isSettled(room));
    // The first send is held until the second has been recorded.
    room.wall.before = async (_what, card) => {
      if (card.revision !== 2 || isHeld) return;
      isHeld = true;
      // Whoever is held takes its other jobs for this posting in turn: one of several reaches the other process.
      await vi.waitFor(
        () => {
          change(room, 3);
          expect(room.memory.postings.get(id)?.shown).toBe(3);
        },
        { timeout: 60_000, interval: 200 },
      );
      await until(() => isSettled(room));
    };
    id = change(room, 2);
    await until(() => expect([isHeld, hasDied]).toEqual([true, true]));
    // 2 and 3 went out once each; another send of 3 came after the late 2.
    await until(() => {
      const [card] = room.wall.shown.values();
      expect(card?.revision).toBe(3);
      expect(card?.updates).toBeGreaterThanOrEqual(3);
    });
  });

  it('is posted anew where it was deleted, and its new place is recorded', async () => {
    const room = open();
    await room.connect();
    await bots(room);
    const id = change(room, 1);
    await until(() => isSettled(room));
    const before = room.memory.postings.get(id)?.ref?.message;
    room.wall.shown.clear();
    change(room, 2);
    await until(() => isSettled(room));
    const posting = room.memory.postings.get(id);
    expect(posting).toMatchObject({ shown: 2, lost: null });
    expect(posting?.ref?.message).not.toBe(before);
    expect(room.wall.shown.get(posting?.ref?.message ?? '')?.revision).toBe(2);
  });

  it('goes below the root card of its run, which is posted first', async () => {
    const room = open();
    room.memory.show({ kind: 'message', id: 'hello' }, 'run1');
    room.memory.show({ kind: 'ask', id: 'ask1' }, 'run1');
    const root = room.memory.show({ kind: 'run', id: 'run1' }, 'run1');
    await bots(room);
    await until(() => isSettled(room));
    expect(room.wall.order[0]).toBe('card of run');
    expect(room.wall.order.toSorted()).toEqual(['card of ask', 'card of run', 'words: hello']);
    const head = room.memory.postings.get(root)?.ref?.message;
    const below = [...room.wall.shown.values()].filter(({ thread }) => thread !== null);
    expect(below.map(({ thread }) => thread)).toEqual([head, head]);
  });

  it('shows the newest, although it was posted by somebody who died before it was recorded', async () => {
    const room = open();
    const id = change(room, 5);
    const postings = room.memory.ports.postings;
    let hasDied = false;
    const dying = {
      ...postings,
      record: async (...args: Parameters<typeof postings.record>) => {
        if (!hasDied) {
          hasDied = true;
          room.revision = 6;
          throw new Error('killed between the send and the record');
        }
        return postings.record(...args);
      },
    };
    await room.connect();
    await room.enter(async () => done(), { parts: ['bots'], postings: dying });
    await until(() => isSettled(room));
    expect([...room.wall.shown.values()]).toEqual([{ thread: null, revision: 6, updates: 1 }]);
    expect(room.memory.postings.get(id)?.shown).toBe(6);
  });

  it('is brought up to date after its place was down for longer than its job is tried', async () => {
    const room = open({ ...quickSettings, postingTries: 2 });
    await room.connect();
    await bots(room);
    room.wall.isDown = true;
    const id = change(room, 1);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(room.memory.postings.get(id)?.ref).toBeNull();
    room.wall.isDown = false;
    await until(() => isSettled(room));
    expect(room.memory.postings.get(id)?.shown).toBe(1);
  });

  it('is left alone by a process that does not show its surface', async () => {
    const room = open();
    await room.connect();
    await room.enter(async () => done(), { parts: ['worker'] });
    const id = change(room, 1);
    const run = room.memory.begin();
    await until(() => expect(room.memory.status(run)).not.toBe('queued'));
    expect(room.memory.postings.get(id)?.ref).toBeNull();
    await bots(room);
    await until(() => expect(room.memory.postings.get(id)?.shown).toBe(1));
  });
});
