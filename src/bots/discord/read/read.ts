import type { PostRef } from '../../../core/cards/surface.ts';
import type { Intent, Visit } from '../../../core/intent.ts';
import type { Account } from '../../../core/people/actor.ts';
import type { MessageAt } from '../../../core/steering/message.ts';
import type { KeptForm } from '../draw/custom-id.ts';

/** What one dispatch of Discord's says. Null instead of it: it has a shape that we don't know. */
export type Read =
  | { kind: 'visit'; intent: Intent; visit: Visit; spot: Spot }
  /** One part of a form that is kept was sent; what there is to submit, the draft says. */
  | { kind: 'part'; form: KeptForm; values: Record<string, string>; visit: Visit; spot: Spot }
  /** The button that opens a part of a form that is kept. */
  | { kind: 'open'; form: KeptForm; spot: Spot }
  /** The button that submits a kept form as it stands. */
  | { kind: 'send'; form: KeptForm; visit: Visit; spot: Spot }
  /** The *Keep* of a second look. */
  | { kind: 'keep'; spot: Spot }
  /** Somebody is typing an option of a command: what may it be? */
  | { kind: 'complete'; data: unknown; spot: Spot }
  /** In direct messages, where no project is. */
  | { kind: 'direct'; spot: Spot }
  /** A message was deleted that nobody is known to have said: it may have been a card of ours. */
  | { kind: 'deleted'; at: PostRef }
  /** Several messages were deleted at once. */
  | { kind: 'several'; reads: Read[] }
  /** A button, form or command that none of ours is, or is any more. */
  | { kind: 'outdated'; spot: Spot }
  /** Nobody did anything: a bot's words, a link preview, a remark of Discord's own (P10). */
  | { kind: 'ignored' };

/** Who did it, and where and by which ways they can be answered. */
export interface Spot {
  account: Account;
  /** The place: of what stands in a thread, the channel that the thread is in. */
  channel: string | null;
  thread: string | null;
  /** Done in direct messages, which are in no guild: what is shown there has to say for which one it is. */
  isDirect: boolean;
  /** What waits for an answer; words have none. */
  interaction: Asking | null;
  /** The message that bore the button, or from which the form was opened. */
  pressed: Pressed | null;
}

export interface Asking {
  id: string;
  token: string;
  by: 'command' | 'press' | 'form' | 'typing';
  /** Nothing has answered it, and its three seconds are not over. */
  isFresh: boolean;
}

export interface Pressed {
  ref: PostRef;
  /** Only its reader sees it: nobody brings it up to date but the answer to a press on it. */
  isPrivate: boolean;
  /** It has the button that opens a form that is kept: it has served when that was sent. */
  opensForm: boolean;
  /** Which page of *Show everything* it shows, and which revision of its card: null where no drawing of ours says so. */
  page: number | null;
  revision: number | null;
}

/** What a reader has to know besides the dispatch. */
export interface Seen {
  /** Our own user, and our application. */
  botUser: string;
  application: string;
  /** When it was delivered first. */
  at: Date;
  /** False where it is taken up from a process that died: nobody waits any more. */
  isFresh: boolean;
  /** The place that a channel or a thread is; null where it is neither, or gone. */
  placeOf(channelId: string): Promise<{ channel: string; thread: string | null } | null>;
  /** The role that Discord made for us in this guild: to mention it is to mention us. */
  ownRole(guild: string): Promise<string | null>;
  /** Who said what stood there, since Discord doesn't tell whose message is gone; null where we were never told it. */
  authorOf(at: MessageAt): Promise<Account | null>;
}

export const ignored: Read = { kind: 'ignored' };

/** Everything that it takes to be one act of one person, and nothing that a repeat of the delivery has anew. */
export const deliveryOf = (...parts: string[]): string => ['discord', ...parts].join(':');
