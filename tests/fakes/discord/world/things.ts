import type { Json } from '../limits/faults.ts';
import type { Permission } from './permissions.ts';

export interface User {
  id: string;
  name: string;
  isBot: boolean;
  /** Of the time zone database. */
  zone: string;
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
}

export interface Guild {
  id: string;
  name: string;
  owner: string;
  roles: Map<string, Role>;
  /** Who is in it, with the roles that they have. */
  members: Map<string, Set<string>>;
}

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const channelType = { text: 0, direct: 1, thread: 11, forum: 15 } as const;

export interface Channel {
  id: string;
  type: (typeof channelType)[keyof typeof channelType];
  name: string;
  /** Null: direct messages. */
  guild: Guild | null;
  /** Of a thread. */
  parent: Channel | null;
  owner: string;
  isArchived: boolean;
  isLocked: boolean;
  isDeleted: boolean;
  /** What the bot may not do here, whatever its role says. */
  denied: Set<Permission>;
  /** Oldest first; deleted ones are gone, and ephemeral ones are not here. */
  messages: Message[];
}

export interface Upload {
  id: string;
  name: string;
  text: string;
}

export interface Message {
  id: string;
  channel: Channel;
  /** Null: a webhook’s. */
  author: User | null;
  webhook: string | null;
  /** Of a webhook, for this message. */
  persona: { name: string; avatar: string | null } | null;
  content: string;
  components: Json[];
  embeds: Json[];
  files: Upload[];
  flags: number;
  /** As it was given with the content that stands now. */
  allowedMentions: unknown;
  nonce: string | null;
  at: number;
  editedAt: number | null;
  /** Who alone sees it. */
  onlyFor: string | null;
  thread: Channel | null;
  reactions: { user: string; emoji: string }[];
  /** Made by the app in answer to an interaction of this id and user. */
  interaction: { id: string; user: User; type: number } | null;
}

export interface Webhook {
  id: string;
  token: string;
  channel: Channel;
  name: string;
}
