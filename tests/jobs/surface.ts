import type { Card, Words } from '../../src/core/cards/card.ts';
import type { Posted, PostRef, Surface } from '../../src/core/cards/surface.ts';
import type { CardSubject } from '../../src/core/effect.ts';
import type { Place, SurfaceName } from '../../src/core/project/definition.ts';
import type { Said } from '../../src/jobs/posting/parts.ts';

export interface Sent {
  thread: string | null;
  revision: number;
  updates: number;
}

interface Spot {
  place: Pick<Place, 'channel'>;
  thread: string | null;
}

/** A place that remembers what it shows, refuses when it is down, and forgets what people delete. */
export class Wall implements Surface {
  readonly shown = new Map<string, Sent>();
  readonly order: string[] = [];
  private readonly keys = new Map<string, PostRef>();
  sends = 0;
  /** How often it was asked what stands there. */
  looks = 0;
  isDown = false;
  /** The code of what it throws then. */
  says = 'wall-away';
  /** How often it was asked while it was down. */
  refused = 0;
  /** Takes nothing any more: why. */
  lost: string | null = null;
  /** Nothing that stands there can be edited. */
  isCarved = false;
  /** Heads whose thread is gone with them. */
  readonly beheaded = new Set<string>();
  /** What a send waits for, where a test holds a race at a named point. */
  before: (what: 'post' | 'update', card: Card) => Promise<void> = async () => undefined;

  constructor(readonly name: SurfaceName = 'console') {}

  async post(at: Spot, card: Card, key: string): Promise<Posted> {
    await this.before('post', card);
    return this.send(key, `card of ${card.subject.kind}`, at, card.revision);
  }

  async update(ref: PostRef, card: Card): Promise<'updated' | 'gone'> {
    await this.before('update', card);
    this.refuseIfDown();
    this.sends += 1;
    const sent = this.shown.get(ref.message);
    if (!sent || this.isCarved || this.lost !== null) return 'gone';
    this.shown.set(ref.message, { ...sent, revision: card.revision, updates: sent.updates + 1 });
    return 'updated';
  }

  async say(at: Spot, words: Words, key: string): Promise<Posted> {
    return this.send(key, `words: ${words.text}`, at, 0);
  }

  async reword(ref: PostRef, words: Words, revision: number): Promise<'updated' | 'gone'> {
    this.refuseIfDown();
    this.sends += 1;
    const sent = this.shown.get(ref.message);
    if (!sent || this.isCarved || this.lost !== null) return 'gone';
    this.order.push(`reworded: ${words.text}`);
    this.shown.set(ref.message, { ...sent, revision, updates: sent.updates + 1 });
    return 'updated';
  }

  async find(_: unknown, key: string): Promise<PostRef | null> {
    this.refuseIfDown();
    this.looks += 1;
    return this.keys.get(key) ?? null;
  }

  async tell(): Promise<void> {
    throw new Error('Nobody is told anything in these tests.');
  }

  private refuseIfDown(): void {
    if (!this.isDown) return;
    this.refused += 1;
    throw Object.assign(new Error('The place is down.'), { code: this.says });
  }

  private send(key: string, what: string, { place, thread }: Spot, revision: number): Posted {
    this.refuseIfDown();
    if (this.lost !== null) return { lost: this.lost };
    if (thread !== null && this.beheaded.has(thread)) return 'gone';
    const known = this.keys.get(key);
    if (known) return known;
    this.sends += 1;
    this.order.push(what);
    const ref = { channel: place.channel, thread, message: `m${this.shown.size + 1}-${key}` };
    this.keys.set(key, ref);
    this.shown.set(ref.message, { thread, revision, updates: 0 });
    return ref;
  }
}

export const cardOf = (subject: CardSubject, revision: number): Card => ({
  subject,
  revision,
  badge: { word: 'Running', symbol: '▶', tone: 'busy' },
  title: 'Notes',
  why: [],
  blocks: [],
  buttons: [],
  outcome: null,
  fallback: '',
});

export const saidOf = (subject: CardSubject, over: Partial<Said> = {}): Said => ({
  words: wordsOf(subject),
  revision: 1,
  isDeleted: false,
  ...over,
});

const wordsOf = (subject: CardSubject): Words => ({
  subject,
  author: { kind: 'role', name: 'Writer', handle: 'writer', emoji: null },
  label: null,
  text: subject.id,
  blocks: [],
});
