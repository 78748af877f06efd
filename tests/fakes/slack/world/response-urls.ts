import type { Clock } from '../../clock.ts';
import { newSecret } from './ids.ts';

/** Where something was done, and by whom: what an answer through its response_url is about. */
export interface Origin {
  channel: string;
  thread: string | null;
  user: string;
  /** The message whose button was pressed. */
  message: string | null;
}

const uses = 5;
const life = 30 * 60_000;

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: five times, within 30 minutes. */
export class ResponseUrls {
  readonly #issued = new Map<string, { origin: Origin; issuedAt: number; used: number }>();
  /** Where the server listens. */
  base = '';

  constructor(private readonly clock: Clock) {}

  issue(kind: 'actions' | 'commands', origin: Origin): string {
    const path = `/${kind}/T0FAKE/${newSecret()}/${newSecret()}`;
    this.#issued.set(path, { origin, issuedAt: this.clock.now(), used: 0 });
    return `${this.base}${path}`;
  }

  use(path: string): Origin | { error: string } {
    const found = this.#issued.get(path);
    if (found === undefined) return { error: 'invalid_url' };
    if (this.clock.now() - found.issuedAt > life) return { error: 'expired_url' };
    if (found.used >= uses) return { error: 'used_url' };
    found.used++;
    return found.origin;
  }
}
