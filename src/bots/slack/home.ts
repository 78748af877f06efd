import type { Home } from '../../core/home/home.ts';
import type { Account } from '../../core/people/actor.ts';
import type { Hints } from '../../core/ports.ts';
import { digestOf } from '../../core/digest.ts';
import type { Log } from '../chat/log.ts';
import { drawHome } from './draw/home.ts';
import type { Site } from './draw/site.ts';
import type { SlackApi } from './send/slack-api.ts';

export interface HomeParts {
  api: Pick<SlackApi, 'publishHome'>;
  read(account: Account): Promise<Home>;
  hints: Pick<Hints, 'onRun'>;
  site: Site;
  log: Pick<Log, 'warn'>;
  times?: Times;
}

/** Milliseconds. */
interface Times {
  /** From a change until pages are read anew: several changes that come together are one. */
  quiet: number;
  /** From the end of one round to the next, however much changes. */
  rest: number;
  /** For how long after somebody opened their page it follows what changes. */
  follow: number;
}

const usual: Times = { quiet: 1000, rest: 5000, follow: 30 * 60_000 };

/** Those who opened theirs last: one page is read by up to two dozen queries. */
const mostFollowed = 50;

interface Follower {
  account: Account;
  openedAt: number;
  /** Digest of what is shown; null when that is not known. */
  shown: string | null;
  /** One at a time: of two pages for one person, the later read is the later shown. */
  turn: Promise<void>;
}

/** Everybody's own page in Slack: shown when it is opened, and brought up to date while somebody may be looking. */
export class HomePages {
  private readonly followers = new Map<string, Follower>();
  private readonly times: Times;
  private readonly stopListening: () => void;
  private due: NodeJS.Timeout | null = null;
  private rounds: Promise<void> = Promise.resolve();
  private restedAt = 0;
  private isStopped = false;

  constructor(private readonly parts: HomeParts) {
    this.times = parts.times ?? usual;
    this.stopListening = parts.hints.onRun(() => this.change());
  }

  /** Somebody opened theirs: Slack may show an old one, whatever we know. No round that is under way is waited for. */
  opened(account: Account): Promise<void> {
    const key = keyOf(account);
    const turn = this.followers.get(key)?.turn ?? Promise.resolve();
    const follower = { account, openedAt: Date.now(), shown: null, turn };
    this.followers.delete(key);
    this.followers.set(key, follower);
    for (const oldest of [...this.followers.keys()].slice(0, -mostFollowed)) this.followers.delete(oldest);
    return this.show(follower);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopListening();
    if (this.due !== null) clearTimeout(this.due);
    await Promise.all([this.rounds, ...[...this.followers.values()].map(({ turn }) => turn)]);
  }

  private change(): void {
    if (this.due !== null || this.followers.size === 0 || this.isStopped) return;
    const wait = Math.max(this.times.quiet, this.restedAt - Date.now());
    this.due = setTimeout(() => {
      this.rounds = this.rounds.then(() => this.round());
    }, wait).unref();
  }

  private async round(): Promise<void> {
    // From now on a change is one that this round may have missed.
    this.due = null;
    const since = Date.now() - this.times.follow;
    for (const [key, { openedAt }] of this.followers) if (openedAt <= since) this.followers.delete(key);
    for (const key of [...this.followers.keys()]) {
      const follower = this.followers.get(key);
      if (follower) await this.show(follower);
    }
    this.restedAt = Date.now() + this.times.rest;
  }

  private show(follower: Follower): Promise<void> {
    follower.turn = follower.turn.then(() => this.showNow(follower));
    return follower.turn;
  }

  /** Never rejects: what could not be shown is shown with the next change. */
  private async showNow(follower: Follower): Promise<void> {
    if (this.isStopped) return;
    const { account } = follower;
    try {
      const view = drawHome(await this.parts.read(account), this.parts.site);
      const digest = digestOf(view);
      if (digest === follower.shown) return;
      follower.shown = null;
      const end = await this.parts.api.publishHome(account.user, view);
      if (end === 'absent') this.followers.delete(keyOf(account));
      else follower.shown = digest;
    } catch (error) {
      this.parts.log.warn({ err: error, user: account.user }, 'A home page could not be shown.');
    }
  }
}

const keyOf = ({ team, user }: Account): string => `${team}/${user}`;
