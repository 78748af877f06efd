import type { ShownCard } from '../../../core/cards/redrawing.ts';
import type { PostRef } from '../../../core/cards/surface.ts';
import type { Intent, Visit } from '../../../core/intent.ts';
import type { Account } from '../../../core/people/actor.ts';

/** What a delivery of Slack's says. Readers return null for a shape that they don't know. */
export type Read =
  | { kind: 'visit'; intent: Intent; visit: Visit; spot: Spot }
  /** A button or form of an older version of our cards, or none of ours. */
  | { kind: 'outdated'; spot: Spot }
  | { kind: 'home'; account: Account }
  /** A message that is no person's was deleted: it may have been a card of ours. */
  | { kind: 'deleted'; at: PostRef }
  /** Nobody did anything: a bot's words, a link preview, a form that was closed (P10, P19). */
  | { kind: 'ignored' };

/** Who did it, and how they can be answered. */
export interface Spot {
  account: Account;
  channel: string | null;
  thread: string | null;
  /** The `trigger_id`: opens one form, once, within three seconds. */
  trigger: string | null;
  responseUrl: string | null;
  /** The message that bore the button. */
  pressed: Pressed | null;
  /** The form that was sent off. */
  view: SentView | null;
}

export interface SentView {
  id: string;
  /** The message whose button opened it. */
  on: PostRef | null;
  token: string;
  /** How often its form has come back. */
  round: number;
  /** The blocks of its inputs, in order: what a problem can be shown at. */
  inputs: string[];
}

export interface Pressed {
  ref: PostRef;
  /** Only one person sees it: it can't be edited, only replaced by its response_url. */
  isPrivate: boolean;
  /** Which card of ours it showed, by the block that bore the button. */
  card: (ShownCard & { revision: number }) | null;
}

/** What readers have to know besides the payload. */
export interface Seen {
  /** Our own user id in this workspace: whom a mention of us names. */
  botUser: string;
  /** When it was delivered first. */
  at: Date;
}

export const ignored: Read = { kind: 'ignored' };

/** A reply's thread; the message that heads one stands in none. */
export const threadOf = ({ ts, thread_ts }: { ts: string; thread_ts?: string | null | undefined }): string | null =>
  thread_ts === undefined || thread_ts === null || thread_ts === ts ? null : thread_ts;

/** The key of one act of one person: made of what identifies it, and of nothing that changes when the delivery is repeated. */
export const deliveryOf = (...parts: string[]): string => ['slack', ...parts].join(':');
