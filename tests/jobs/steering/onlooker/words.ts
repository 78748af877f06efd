import { holds } from '../law.ts';

type Policy = 'steer' | 'pause' | null;

/** Words of a person, or a note about them, as an onlooker follows them. */
interface Words {
  /** How they begin: no two are the same. */
  key: string;
  policy: Policy;
  at: Date;
  /**
   * `waiting`; `with` an attempt, which loses them if it dies or fails before it has kept them; `kept`: read for good; `gone`: never to
   * be read (again).
   */
  state: 'waiting' | 'with' | 'kept' | 'gone';
  /** The attempt that they are with. */
  attempt: string | null;
  /** Their author has changed or deleted them since. */
  isFollowed: boolean;
  /** Of an edit: the words that somebody had read, and that it says it replaces. */
  replaces: string | null;
}

/** How the words of a message begin, or of a note about one that was deleted. */
export const keyOf = ({ origin, text }: { origin: string; text: string }): string =>
  origin === 'system' ? `gone:${/“(\w+)/.exec(text)?.[1]}` : (/^\w+/.exec(text)?.[0] ?? text);

/** What waits for the run, what has been read, and what nobody may read any more. */
export class Queue {
  readonly all: Words[] = [];

  /** A note has no policy. */
  hear(key: string, at: Date, policy: Policy, replaces: string | null = null): void {
    this.all.push({ key, policy, at, state: 'waiting', attempt: null, isFollowed: false, replaces });
  }

  find(key: string): Words | undefined {
    return this.all.find((it) => it.key === key);
  }

  /** Their author takes them back, or says something else instead; returns whether somebody had read them. */
  follow(key: string): boolean {
    const words = this.find(key);
    if (!words) return false;
    const wasRead = words.state === 'with' || words.state === 'kept';
    words.isFollowed = true;
    if (words.state === 'waiting') words.state = 'gone';
    return wasRead;
  }

  reject(key: string): void {
    const words = this.find(key);
    if (words) words.state = 'gone';
  }

  get asksForPause(): boolean {
    return this.all.some(({ state, policy }) => state === 'waiting' && policy === 'pause');
  }

  /** What the next step of this attempt has to bring. */
  due(attempt: string): string[] {
    const isDue = ({ state, attempt: of, isFollowed }: Words): boolean =>
      !isFollowed && (state === 'waiting' || (state === 'with' && of === attempt));
    return this.all.filter(isDue).map(({ key }) => key);
  }

  /** Of what nobody has read yet, when the newest was said; null where all is read. */
  get newest(): Date | null {
    const waiting = this.all.filter(({ state, isFollowed }) => state === 'waiting' && !isFollowed);
    return waiting.reduce<Date | null>((newest, { at }) => (newest === null || at > newest ? at : newest), null);
  }

  /** A step brings these. */
  give(keys: readonly string[], attempt: string): void {
    const due = this.due(attempt);
    const about = `due ${due.join(' ')}; given ${keys.join(' ')}`;
    const gone = keys.filter((key) => this.find(key)?.isFollowed ?? true);
    holds(gone.length === 0, 'words that were changed or taken back are read by nobody', about);
    const again = keys.filter((key) => !due.includes(key));
    holds(again.length === 0 && new Set(keys).size === keys.length, 'words are read once', about);
    const left = due.filter((key) => !keys.includes(key));
    holds(left.length === 0, 'words that were accepted are read before anything else begins', about);
    const times = keys.map((key) => this.find(key)!.at.getTime());
    const isInOrder = times.every((at, n) => at >= (times[n - 1] ?? 0));
    holds(isInOrder, 'words are read in the order in which they were said', about);
    for (const words of this.all) if (keys.includes(words.key)) Object.assign(words, { state: 'with', attempt });
  }

  /** What this attempt was given has become part of what it makes. */
  keep(attempt: string): void {
    this.move(attempt, 'kept');
  }

  /** It has ended without a result: its words are the next one's, as far as they still stand. */
  giveBack(attempt: string, at: Date): void {
    for (const words of [...this.all]) {
      if (words.attempt !== attempt || words.state !== 'with') continue;
      Object.assign(words, { state: words.isFollowed ? 'gone' : 'waiting', attempt: null });
      this.unnote(words, at);
    }
  }

  /** That words were deleted is told to nobody who was not given them: at most, that those were which they replaced. */
  private unnote({ key, replaces }: Words, at: Date): void {
    const note = this.all.find((it) => it.key === `gone:${key}` && it.state === 'waiting');
    if (!note) return;
    Object.assign(note, { state: 'gone', isFollowed: true });
    if (replaces !== null) this.hear(`gone:${replaces}`, at, null);
  }

  /** Nobody will read what waits; returns how much that was. */
  drop(): number {
    const waiting = this.all.filter(({ state }) => state === 'waiting');
    for (const words of waiting) words.state = 'gone';
    return waiting.length;
  }

  /** What was read by attempts that had not come to an end is left behind with them. */
  forget(ended: ReadonlySet<string>): void {
    for (const words of this.all)
      if (words.attempt !== null && !ended.has(words.attempt)) Object.assign(words, { state: 'gone', attempt: null });
  }

  private move(attempt: string, state: Words['state']): void {
    for (const words of this.all) if (words.attempt === attempt && words.state === 'with') words.state = state;
  }
}
