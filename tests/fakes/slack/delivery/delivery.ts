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
}

/** One thing that Slack tells the app, however often it has to be sent. */
export interface Delivery {
  kind: DeliveryKind;
  /** `block_actions`, `view_submission`, `message`, `app_mention`, `/wheel`, … */
  what: string;
  payload: Json;
  attempts: Attempt[];
  /** Resolved when it was acknowledged, or when Slack has given up. */
  done: Promise<void>;
}
