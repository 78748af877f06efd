import type { SlackApp } from './app.ts';
import type { Channel } from './channel.ts';
import { Clock } from '../../clock.ts';
import type { Message } from './message.ts';
import { ResponseUrls } from './response-urls.ts';
import { Timestamps } from './timestamps.ts';
import { Triggers } from './triggers.ts';
import type { Group, User } from './user.ts';
import { Views } from './views.ts';

/** Everything that this Slack knows. It has one workspace, one app, and people of other companies in shared channels. */
export class World {
  readonly clock = new Clock();
  readonly team = { id: 'T0FAKETEAM', domain: 'paper', name: 'Paper' };
  readonly channels = new Map<string, Channel>();
  readonly users = new Map<string, User>();
  readonly groups = new Map<string, Group>();
  /** What only one person sees, oldest first. */
  readonly ephemeral: Message[] = [];
  readonly stamps = new Timestamps(this.clock);
  readonly responseUrls = new ResponseUrls(this.clock);
  readonly views = new Views();
  readonly triggers: Triggers;
  isRevoked = false;
  readonly #waiting = new Set<() => void>();

  constructor(
    readonly app: SlackApp,
    triggerLife: number,
  ) {
    this.triggers = new Triggers(this.clock, triggerLife);
  }

  /** Something happened: whoever waits looks again. */
  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  watch(look: () => void): () => void {
    this.#waiting.add(look);
    return () => void this.#waiting.delete(look);
  }
}
