import { beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/core/project/definition.ts';
import { bring } from '../../../src/jobs/posting/bring.ts';
import { takeTurns } from '../../../src/jobs/posting/in-turn.ts';
import type { PostingParts } from '../../../src/jobs/posting/parts.ts';
import { Memory } from '../memory.ts';
import { silent } from '../room.ts';
import { cardOf, Wall, saidOf } from '../surface.ts';

const elsewhere: Place = { surface: 'slack', channel: 'C1' };
const run = { kind: 'run' as const, id: 'run1' };

/** One process with two places: ours, and one on another surface. */
class Places {
  readonly memory = new Memory();
  readonly warned: unknown[] = [];
  readonly here = new Wall('console');
  readonly there = new Wall('slack');
  revision = 1;
  readonly parts: PostingParts = {
    ...this.memory.ports,
    drawing: {
      card: async (subject) => cardOf(subject, this.revision),
      words: async (subject) => saidOf(subject),
    },
    surfaces: new Map([this.here, this.there].map((wall) => [wall.name, wall])),
    log: { ...silent, warn: (...said: unknown[]) => void this.warned.push(said) } as typeof silent,
    inTurn: takeTurns(),
    finished: new Set(),
  };

  /** Where a subject stands, brought up to date. */
  async show(subject: { kind: 'run' | 'ask' | 'message'; id: string }, at?: Place): Promise<string> {
    const id = this.memory.show(subject, 'run1', at);
    await bring(this.parts, id, 'fresh');
    return id;
  }

  async change(id: string): Promise<void> {
    this.revision += 1;
    await bring(this.parts, id, 'unsure');
  }

  posting(id: string) {
    return this.memory.postings.get(id)!;
  }
}

const said = (wall: Wall): string[] => wall.order.filter((what) => what.startsWith('words: '));

describe('a posting whose place is gone for good (R6, R7)', () => {
  let places: Places;
  beforeEach(() => {
    places = new Places();
  });

  it('is marked lost with the reason, and is not sent again', async () => {
    places.there.lost = 'C1 is archived.';
    const id = await places.show(run, elsewhere);
    expect(places.posting(id)).toMatchObject({ ref: null, lost: 'C1 is archived.' });
    places.there.lost = null;
    await places.change(id);
    expect(places.there.sends).toBe(0);
    const other = await places.show({ kind: 'run', id: 'run2' }, elsewhere);
    expect(places.posting(other).lost).toBeNull();
    expect(places.there.sends).toBe(1);
  });

  it('leaves its copies elsewhere alone, and their threads say that it is stale (P28)', async () => {
    const kept = await places.show(run);
    const id = await places.show(run, elsewhere);
    places.there.lost = 'C1 is archived.';
    await places.change(id);
    await places.change(kept);
    expect(places.posting(id).lost).toBe('C1 is archived.');
    expect(places.posting(kept)).toMatchObject({ shown: places.revision, lost: null });
    expect(said(places.here)).toHaveLength(1);
    expect(said(places.here)[0]).toContain("Slack, channel C1 can't be changed any more");
  });

  it('says nothing elsewhere where nobody ever saw it', async () => {
    await places.show(run);
    places.there.lost = 'C1 is archived.';
    await places.show(run, elsewhere);
    expect(said(places.here)).toEqual([]);
  });

  it('loses the words that belong there too', async () => {
    await places.show(run, elsewhere);
    places.there.lost = 'C1 is archived.';
    const id = await places.show({ kind: 'message', id: 'hello' }, elsewhere);
    expect(places.posting(id).lost).toBe('C1 is archived.');
  });
});

describe('a card that can not be edited', () => {
  it('is posted anew once; where that one can not be edited either, its thread says that it is stale, once (R7, P28)', async () => {
    const places = new Places();
    const id = await places.show(run);
    const { ref } = places.posting(id);
    places.here.isCarved = true;
    await places.change(id);
    await places.change(id);
    expect(places.here.order.filter((what) => what === 'card of run')).toHaveLength(2);
    expect(places.posting(id).lost).toContain('posted anew');
    expect(said(places.here)).toHaveLength(1);
    const words = [...places.here.shown].find(([message]) => message.endsWith('-stale'));
    expect(words?.[1].thread).toBe(ref?.message);
    expect(said(places.here)[0]).toContain("The card above can't be changed any more");
  });

  it('is no stale one where editing works: nothing is said', async () => {
    const places = new Places();
    const id = await places.show(run);
    await places.change(id);
    expect(places.here.shown.get(places.posting(id).ref?.message ?? '')?.revision).toBe(2);
    expect(said(places.here)).toEqual([]);
  });
});

describe('a thread whose head was deleted (R7)', () => {
  it.each([
    { kind: 'ask' as const, id: 'ask1' },
    { kind: 'message' as const, id: 'hello' },
  ])('is begun anew by the run, and the $kind goes below the new head', async (subject) => {
    const places = new Places();
    const root = await places.show(run);
    const head = places.posting(root).ref?.message ?? '';
    places.here.shown.delete(head);
    places.here.beheaded.add(head);
    const id = await places.show(subject);
    const anew = places.posting(root).ref?.message;
    expect(anew).not.toBe(head);
    expect(places.posting(id)).toMatchObject({ lost: null, ref: { thread: anew } });
  });

  it.each([
    { kind: 'ask' as const, id: 'ask1' },
    { kind: 'message' as const, id: 'hello' },
  ])(
    'that takes nothing though its head stands, as one that is locked, is begun anew, and the $kind goes there',
    async (subject) => {
      const places = new Places();
      const root = await places.show(run);
      const head = places.posting(root).ref?.message ?? '';
      places.here.beheaded.add(head);
      const ids = await Promise.all([places.show(subject), places.show({ kind: 'ask', id: 'another' })]);
      const anew = places.posting(root).ref?.message;
      expect(anew).not.toBe(head);
      for (const id of ids) expect(places.posting(id)).toMatchObject({ lost: null, ref: { thread: anew } });
      expect(places.posting(root)).toMatchObject({ lost: null, shown: places.revision });
      expect(places.here.order.filter((what) => what === 'card of run')).toHaveLength(2);
    },
  );

  it('loses what belongs there, and says so in the log, when the next thread takes nothing either', async () => {
    const places = new Places();
    const root = await places.show(run);
    places.here.beheaded.has = () => true;
    const id = await places.show({ kind: 'ask', id: 'ask1' });
    expect(places.posting(id).lost).toContain('thread');
    expect(places.posting(root).lost).toBeNull();
    expect(places.warned).toHaveLength(1);
  });
});
