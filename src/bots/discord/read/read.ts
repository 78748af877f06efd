import type { PostRef } from '../../../core/cards/surface.ts';
import type { Intent, Visit } from '../../../core/intent.ts';
import type { Account } from '../../../core/people/actor.ts';
import type { MessageAt } from '../../../core/steering/message.ts';
import type { KeptForm } from '../draw/custom-id.ts';

/** What one dispatch of the gateway says. For a dispatch of an unknown shape, there is null instead. */
export type Read =
  | { kind: 'visit'; intent: Intent; visit: Visit; spot: Spot }
  /** One part of a kept form was submitted; its other values stand in the draft. */
  | { kind: 'part'; form: KeptForm; values: Record<string, string>; visit: Visit; spot: Spot }
  /** The button that opens a part of a kept form. */
  | { kind: 'open'; form: KeptForm; spot: Spot }
  /** The button that submits a kept form as it stands. */
  | { kind: 'send'; form: KeptForm; visit: Visit; spot: Spot }
  /** The *Keep* of a second look. */
  | { kind: 'keep'; spot: Spot }
  /** Somebody is typing an option of a command, and waits for choices. */
  | { kind: 'complete'; data: unknown; spot: Spot }
  /** Something in direct messages, to which no project belongs. */
  | { kind: 'direct'; spot: Spot }
  /** A message was deleted that nobody is known to have said: it may have been a card of ours. */
  | { kind: 'deleted'; at: PostRef }
  /** Several messages were deleted at once. */
  | { kind: 'several'; reads: Read[] }
  /** A button, form or command that is none of ours, or none any more. */
  | { kind: 'outdated'; spot: Spot }
  /** Nothing that a person did: a bot's words, a link preview, a system message of Discord's (P10). */
  | { kind: 'ignored' };

/** Who did it where, and how they can be answered. */
export interface Spot {
  account: Account;
  /** The channel; for what happens in a thread, its parent. */
  channel: string | null;
  thread: string | null;
  /** In direct messages, which belong to no guild: what is shown there has to say for which guild it is. */
  isDirect: boolean;
  /** What is to be answered; null for messages. */
  interaction: Asking | null;
  /** The message that bore the button, or from which the form was opened. */
  pressed: Pressed | null;
}

export interface Asking {
  id: string;
  token: string;
  by: 'command' | 'press' | 'form' | 'typing';
  /** It was not answered yet, and its three seconds are not over. */
  isFresh: boolean;
}

export interface Pressed {
  ref: PostRef;
  /** Only one person sees it: it can be changed only in answer to a press on it. */
  isPrivate: boolean;
  /** It has the button that opens a kept form: once that was submitted, the message has no further use. */
  opensForm: boolean;
  /** Which page of *Show everything*, and which revision of its card, it shows; null if its components don't say so. */
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
  /** False if it was taken up from a process that died: nobody waits any more. */
  isFresh: boolean;
  /** The channel, or the thread and its channel, with this id; null if it is neither, or gone. */
  placeOf(channelId: string): Promise<{ channel: string; thread: string | null } | null>;
  /** The role that Discord made for us in this guild: to mention it is to mention us. */
  ownRole(guild: string): Promise<string | null>;
  /** Who said what stood there, since Discord doesn't tell whose message is gone; null where we were never told it. */
  authorOf(at: MessageAt): Promise<Account | null>;
}

export const ignored: Read = { kind: 'ignored' };

/** The key of one act of one person: from ids that are the same in each repeat of the delivery. */
export const deliveryOf = (...parts: string[]): string => ['discord', ...parts].join(':');
