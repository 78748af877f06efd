import type { Json } from '../world/message.ts';

export type DeliveryKind = 'events_api' | 'interactive' | 'slash_commands';

export interface Attempt {
  at: number;
  /** Milliseconds until the acknowledgement; null when none came in time. */
  acknowledgedAfter: number | null;
  /** `no_socket`, `timeout`, `http_500`, …; null when it was acknowledged. */
  failure: string | null;
  /** What the acknowledgement carried. */
  response: unknown;
  /** The app asked not to be told again (`X-Slack-No-Retry`). */
  noRetry: boolean;
}

/** One thing that Slack tells the app, however often it has to be sent. */
export interface Delivery {
  kind: DeliveryKind;
  /** `block_actions`, `view_submission`, `message`, `app_mention`, `/wheel`, … */
  what: string;
  payload: Json;
  attempts: Attempt[];
  /** Resolved with the first attempt, when it was acknowledged or failed. */
  first: Promise<Attempt>;
  /** Resolved when it was acknowledged, or when Slack has given up. */
  done: Promise<void>;
}

/** How often it has been tried before, and why it is tried again. */
export interface Retry {
  number: number;
  reason: string;
}
