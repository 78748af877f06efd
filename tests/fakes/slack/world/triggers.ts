import type { Clock } from '../../clock.ts';
import { newSecret } from './ids.ts';

interface Trigger {
  user: string;
  /** The view in which it was made, if it was in one. */
  view: string | null;
  issuedAt: number;
  isUsed: boolean;
}

/** Permissions to open a view before a person, made by what they did: each works once, for three seconds. */
export class Triggers {
  readonly #issued = new Map<string, Trigger>();

  constructor(
    private readonly clock: Clock,
    private readonly life: number,
  ) {}

  issue(user: string, view: string | null = null): string {
    const id = `${Date.now()}.1000.${newSecret()}`;
    this.#issued.set(id, { user, view, issuedAt: this.clock.now(), isUsed: false });
    return id;
  }

  /** Error names of https://docs.slack.dev/reference/methods/views.open */
  redeem(id: unknown): Trigger | { error: string } {
    const trigger = typeof id === 'string' ? this.#issued.get(id) : undefined;
    if (trigger === undefined) return { error: 'invalid_trigger_id' };
    if (trigger.isUsed) return { error: 'exchanged_trigger_id' };
    if (this.clock.now() - trigger.issuedAt > this.life) return { error: 'expired_trigger_id' };
    trigger.isUsed = true;
    return trigger;
  }
}
