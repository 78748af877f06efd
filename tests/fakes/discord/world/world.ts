import type { Json } from '../limits/faults.ts';
import { type DiscordApp, newApp } from './app.ts';
import { Clock } from '../../clock.ts';
import { Ids } from './ids.ts';
import type { Interaction } from './interaction.ts';
import type { Channel, Guild, Message, User, Webhook } from './things.ts';

/** Everything that this Discord knows: one app, some guilds, and the people in them. */
export class World {
  readonly clock = new Clock();
  readonly ids = new Ids(this.clock);
  readonly app: DiscordApp = newApp();
  readonly users = new Map<string, User>([[this.app.bot.id, this.app.bot]]);
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly webhooks = new Map<string, Webhook>();
  /** Registered commands, by guild; `global` for those of every guild. */
  readonly commands = new Map<string, Json[]>();
  readonly interactions = new Map<string, Interaction>();
  /** What only one person sees, oldest first. */
  readonly ephemeral: Message[] = [];
  /** How often messages older than an hour may be edited in an hour and a channel; the number is not known. */
  oldEdits = 30;
  isRevoked = false;
  readonly #waiting = new Set<() => void>();

  /** Brings an event to the gateway; set by it. */
  tell: (type: string, data: Json) => void = () => undefined;

  /** Something happened: whoever waits looks again. */
  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  watch(look: () => void): () => void {
    this.#waiting.add(look);
    return () => void this.#waiting.delete(look);
  }
}
