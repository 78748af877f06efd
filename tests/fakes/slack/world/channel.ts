import type { Message } from './message.ts';

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  /** Ids of users, the bot's among them if it is in. */
  members: Set<string>;
  isArchived: boolean;
  isDeleted: boolean;
  /** Ids of other companies with which it is shared. */
  sharedWith: string[];
  /** Oldest first, deleted ones left out; ephemeral messages are not among them. */
  messages: Message[];
}
