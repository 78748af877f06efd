import type { Json } from '../world/message.ts';

/** One call of the Web API, or one post to a response_url (method `response_url`). */
export interface Call {
  method: string;
  /** Arguments, those that travel as JSON in a form already read. */
  args: Json;
  status: number;
  /** What was answered; null when nothing was. */
  answer: Json | null;
  /** By the fake's clock. */
  at: number;
  /** Seconds for which it was told to call no more; null: it may. */
  retryAfter: number | null;
}
