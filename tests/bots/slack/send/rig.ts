import type { PostRef, Posted, Surface } from '../../../../src/core/cards/surface.ts';
import type { Sends } from '../../../../src/core/sends.ts';
import type { Trouble, Troubles } from '../../../../src/core/troubles.ts';
import { createSlackApi } from '../../../../src/bots/slack/send/api.ts';
import type { Clock } from '../../../../src/bots/chat/send/clock.ts';
import type { SlackApi } from '../../../../src/bots/slack/send/slack-api.ts';
import { createSlackSurface } from '../../../../src/bots/slack/surface.ts';
import { startSlack, type FakeSlack, type SlackOptions } from '../../../fakes/slack/slack.ts';
import { hurried } from '../../chat/send/clock.ts';

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

  async forget(surface: string, channel: string): Promise<void> {
    await this.over(surface, channel);
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

export interface Rig {
  slack: FakeSlack;
  api: SlackApi;
  surface: Surface;
  troubles: Told;
  sends: SendsInMemory;
  logged: string[];
  /** The methods that were called, in order. */
  called(): string[];
  /** What stands in a channel, by its author. */
  close(): Promise<void>;
}

interface Own {
  slack?: SlackOptions;
  clock?: Clock;
  now?: () => Date;
}

/** Our sending against a Slack that is all there, a hundred times as fast. */
export async function startRig({ slack: options, clock = hurried(100), now }: Own = {}): Promise<Rig> {
  // Nobody listens for events here.
  const slack = await startSlack({ pace: { scale: 100 }, app: { events: [] }, ...options });
  const troubles = new Told();
  const sends = new SendsInMemory();
  const logged: string[] = [];
  const log = { warn: (facts: object, message: string) => void logged.push(JSON.stringify(facts) + message) };
  const api = createSlackApi({ token: slack.app.botToken, apiUrl: slack.apiUrl, troubles, log, clock });
  const site = { publicUrl: null, mayCustomize: true };
  return {
    ...{ slack, api, troubles, sends, logged },
    surface: createSlackSurface({ api, sends, site, ...(now ? { now } : {}) }),
    called: () => slack.calls.map(({ method }) => method),
    close: async () => {
      api.stop();
      await slack.close();
    },
  };
}

/** Where it stands. */
export async function placed(posting: Promise<Posted>): Promise<PostRef> {
  const posted = await posting;
  if (posted === 'gone' || 'lost' in posted) throw new Error(`It was not posted: ${JSON.stringify(posted)}`);
  return posted;
}
