import type { Button, Card, Text, Words } from '../cards/card.ts';

/** What a message of the console's own chat is. */
export type MessageBody = { kind: 'card'; card: Card } | { kind: 'words'; words: Words };

/** A message in the console's own chat, which we store ourselves, as Slack does for its users. */
export interface ConsoleMessage {
  id: string;
  channel: string;
  /** The message that heads the thread; null for one that heads its own. */
  thread: string | null;
  body: MessageBody;
  /** The card's revision; of words, how often they were changed, from 1 on. */
  revision: number;
  at: Date;
}

/** A private answer, shown to one person only. */
export type NoticeBody =
  | { kind: 'told'; text: Text; buttons?: Button[] }
  | { kind: 'refused'; text: Text }
  | { kind: 'cards'; intro: Text; cards: Card[] };

export interface ConsoleNotice {
  id: string;
  user: string;
  channel: string;
  thread: string | null;
  body: NoticeBody;
  at: Date;
}

/** The first message of a thread, and the number of replies to it. */
export interface ThreadHead {
  message: ConsoleMessage;
  replies: number;
}

/** Rejections are outages. A `key` makes a send idempotent: a second one with it returns what the first one made. */
export interface ConsoleMessages {
  post(message: Omit<ConsoleMessage, 'id'>, key: string): Promise<ConsoleMessage>;
  /** The newest revision stays, whatever the order of calls; `gone` when the message has been deleted. */
  update(id: string, body: MessageBody, revision: number): Promise<'updated' | 'gone'>;
  find(id: string): Promise<ConsoleMessage | null>;
  /** What was posted under this key. */
  posted(key: string): Promise<ConsoleMessage | null>;
  /** The newest `limit` heads of a channel, oldest first. */
  heads(channel: string, limit: number): Promise<ThreadHead[]>;
  /** The newest `limit` messages inside a thread, oldest first. */
  replies(thread: string, limit: number): Promise<ConsoleMessage[]>;
}

export interface ConsoleNotices {
  notify(notice: Omit<ConsoleNotice, 'id'>, key: string): Promise<ConsoleNotice>;
  /** This person's, in this channel, not dismissed, newer than `since`; oldest first. */
  notices(user: string, channel: string, since: Date): Promise<ConsoleNotice[]>;
  findNotice(id: string, user: string): Promise<ConsoleNotice | null>;
  dismiss(id: string, user: string): Promise<void>;
}

/** Something in this channel has changed: for everybody, or for one person. */
export interface ConsoleHint {
  channel: string;
  user: string | null;
}

/** Notifications between processes. They may be lost, and nobody waits for them. A null hint means that some may have been lost: read again. */
export interface ConsoleHints {
  onMessage(listener: (hint: ConsoleHint | null) => void): () => void;
}
