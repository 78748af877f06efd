import type { Posted, PostRef } from '../../../../src/core/cards/surface.ts';
import type { Sends } from '../../../../src/core/sends.ts';
import type { Trouble, Troubles } from '../../../../src/core/troubles.ts';

/** Troubles as plain objects. */
export class Told implements Troubles {
  readonly all_: Trouble[] = [];
  isAway = false;

  async tell(trouble: Trouble): Promise<void> {
    this.#here();
    const known = this.all_.findIndex(({ channel }) => channel === trouble.channel);
    if (known === -1) this.all_.push(trouble);
  }

  async over(_surface: string, channel: string | null): Promise<void> {
    this.#here();
    const known = this.all_.findIndex((it) => it.channel === channel);
    if (known !== -1) this.all_.splice(known, 1);
  }

  async all(): Promise<Trouble[]> {
    this.#here();
    return [...this.all_];
  }

  #here(): void {
    if (this.isAway) throw new Error('the database is away');
  }

  get codes(): (readonly [string | null, string])[] {
    return this.all_.map(({ channel, code }) => [channel, code] as const);
  }
}

/** What was sent, as a plain map: enough for one process. */
export class SendsInMemory implements Sends {
  readonly rows = new Map<string, { begun: Date; until: Date; ref: PostRef | null }>();

  async begin(key: string, now: Date, until: Date): ReturnType<Sends['begin']> {
    const row = this.rows.get(key);
    if (row?.ref) return row.ref;
    if (row && row.until > now) return 'busy';
    this.rows.set(key, { begun: row?.begun ?? now, until, ref: null });
    return row ? { begun: row.begun } : 'new';
  }

  /** The time of whoever began is over. */
  lapse(): void {
    for (const row of this.rows.values()) row.until = new Date(0);
  }

  async sent(key: string, ref: PostRef): Promise<void> {
    this.rows.set(key, { ...this.rows.get(key)!, ref });
  }

  async refused(key: string): Promise<void> {
    if (!this.rows.get(key)?.ref) this.rows.delete(key);
  }
}

/** Where it stands. */
export async function placed(posting: Promise<Posted>): Promise<PostRef> {
  const posted = await posting;
  if (posted === 'gone' || 'lost' in posted) throw new Error(`It was not posted: ${JSON.stringify(posted)}`);
  const { channel, thread, message } = posted;
  return { channel, thread, message };
}
