import { describe, expect, it } from 'vitest';
import { bring } from '../../../src/jobs/posting/bring.ts';
import { takeTurns } from '../../../src/jobs/posting/in-turn.ts';
import type { PostingParts, Said } from '../../../src/jobs/posting/parts.ts';
import { Memory } from '../memory.ts';
import { silent } from '../room.ts';
import { cardOf, saidOf, Wall } from '../surface.ts';

const words = { kind: 'message' as const, id: 'm1' };
const ask = { kind: 'ask' as const, id: 'ask1' };

/** One process, one place, and what a person said as it stands now. */
class Place {
  readonly memory = new Memory();
  readonly wall = new Wall();
  now: Partial<Said> = {};
  isSettled = false;
  readonly parts: PostingParts = {
    ...this.memory.ports,
    drawing: {
      card: async (subject) => ({
        ...cardOf(subject, this.isSettled ? 2 : 1),
        outcome: subject.kind === 'ask' && this.isSettled ? ['Approved'] : null,
      }),
      words: async (subject) => saidOf(subject, this.now),
    },
    surfaces: new Map([[this.wall.name, this.wall]]),
    log: silent,
    inTurn: takeTurns(),
    finished: new Set(),
  };

  constructor() {
    this.memory.show({ kind: 'run', id: 'run1' }, 'run1');
  }

  async bring(subject: typeof words | typeof ask, before: 'fresh' | 'unsure' = 'fresh') {
    const id = this.memory.show(subject, 'run1');
    await bring(this.parts, id, before);
    return this.memory.postings.get(id)!;
  }

  /** As if whoever sent it had died before writing down that it arrived. */
  forget(id: string): void {
    this.memory.postings.set(id, { ...this.memory.postings.get(id)!, ref: null, shown: 0 });
  }

  get said(): string[] {
    return this.wall.order.filter((what) => what !== 'card of run');
  }
}

const changed = (revision: number): Partial<Said> => ({ ...saidOf(words), revision });
const deleted = (revision: number): Partial<Said> => ({ ...saidOf(words), revision, isDeleted: true });

describe('a copy of a person’s words', () => {
  it('is changed where it stands, once for each change', async () => {
    const place = new Place();
    await place.bring(words);
    await place.bring(words, 'unsure');
    place.now = changed(2);
    const posting = await place.bring(words, 'unsure');
    await place.bring(words, 'unsure');
    expect(place.said).toEqual(['words: m1', 'reworded: m1']);
    expect(posting).toMatchObject({ shown: 2 });
    place.now = deleted(3);
    expect(await place.bring(words, 'unsure')).toMatchObject({ shown: 3, ref: posting.ref });
    expect(place.said).toHaveLength(3);
  });

  it('is never made of words that were deleted before anybody saw it', async () => {
    const place = new Place();
    place.now = deleted(2);
    expect(await place.bring(words)).toMatchObject({ ref: null });
    expect(await place.bring(words, 'unsure')).toMatchObject({ ref: null, lost: null });
    expect(place.said).toEqual([]);
  });

  it('that somebody sent and did not write down is found, and goes with its words', async () => {
    const place = new Place();
    const { id, ref } = await place.bring(words);
    place.forget(id);
    place.now = deleted(2);
    expect(await place.bring(words, 'unsure')).toMatchObject({ ref, shown: 2 });
    expect(place.said).toEqual(['words: m1', 'reworded: m1']);
  });

  it('that can’t be edited any more is followed by what has become of it, once', async () => {
    const place = new Place();
    await place.bring(words);
    place.wall.isCarved = true;
    place.now = changed(2);
    await place.bring(words, 'unsure');
    await place.bring(words, 'unsure');
    expect(place.said).toEqual(['words: m1', 'words: m1']);
  });
});

describe('a question that was settled', () => {
  it('before it ever stood there is not posted any more (P16), one that is open is', async () => {
    const place = new Place();
    place.isSettled = true;
    expect(await place.bring(ask)).toMatchObject({ ref: null, lost: null });
    expect(await place.bring(ask, 'unsure')).toMatchObject({ ref: null });
    expect(place.said).toEqual([]);
    place.isSettled = false;
    await place.bring(ask, 'unsure');
    expect(place.said).toEqual(['card of ask']);
  });

  it('and may stand there, though nobody wrote that down, is looked for, and trades its buttons (P2)', async () => {
    const place = new Place();
    const { id, ref } = await place.bring(ask);
    place.forget(id);
    place.isSettled = true;
    expect(await place.bring(ask, 'unsure')).toMatchObject({ ref, shown: 2 });
    expect(place.wall.shown.get(ref!.message)?.revision).toBe(2);
    expect(place.said).toEqual(['card of ask']);
  });
});
