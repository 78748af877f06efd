import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Posted, PostRef } from '../../../core/cards/surface.ts';
import type { Trouble } from '../../../core/troubles.ts';
import type { Once, Spot } from '../../chat/send/once.ts';
import type { Urgency } from '../../chat/send/urgency.ts';
import type { DiscordMessage, DiscordWords } from '../draw/message.ts';

export interface Sending {
  key: string;
  urgency: Urgency;
  once: Once;
}

/** An interaction: its first answer has to come within three seconds, and its token is valid for fifteen minutes. */
export interface Pending {
  id: string;
  token: string;
}

/** The first answer to an interaction. There can be only one. */
export type FirstAnswer =
  /** A message; `ephemeral`: the person alone sees it. */
  | { answer: 'message'; message: DiscordMessage; ephemeral: boolean }
  /** “is thinking…”, where the person alone sees it; `editAnswer` fills it in. */
  | { answer: 'defer' }
  /** Nothing is shown; only for what was pressed or sent on a message. */
  | { answer: 'nothing' }
  /** The message that was pressed on becomes this. */
  | { answer: 'update'; message: DiscordMessage }
  | { answer: 'modal'; modal: APIModalInteractionResponseCallbackData }
  | { answer: 'choices'; choices: APIApplicationCommandOptionChoice[] };

/** `taken`: it was answered before. `late`: its three seconds, or the fifteen minutes of its token, are over. */
export type Told = 'told' | 'late' | 'taken';

export interface Channel {
  id: string;
  kind: 'text' | 'forum' | 'thread';
  /** Of a thread: the channel that it is in. */
  parent: string | null;
  guild: string;
  name: string;
}

export interface Member {
  user: string;
  /** What they are called in this guild. */
  name: string;
  /** Ids of their roles; that of everybody is not among them. */
  roles: string[];
  isBot: boolean;
}

export interface GuildRole {
  id: string;
  name: string;
}

/** A guild's id, or everywhere. */
export type CommandScope = { guild: string } | 'everywhere';

/**
 * What we call of Discord's REST API, at Discord's pace. `channel` is always the parent channel, also for what stands in a thread; a thread
 * has the id of the message that it was started from, or of the first message of a forum's post. Rejections are outages (`DiscordOutage`): too much
 * waits, Discord is slow or away, or our token is refused. The caller tries again later, or says so.
 */
export interface DiscordApi {
  /**
   * Posts it under this key, which `find` looks for. With `thread` null it heads a new thread of this name; in a forum it is a post of its own.
   * Posting in an archived thread revives it.
   */
  post(at: Spot, message: DiscordMessage, how: Sending & { thread: string }): Promise<Posted>;
  /** Says words in a thread: by the channel's webhook if they have a name of their own and we may have a webhook there, else by the bot. */
  say(at: Spot & { thread: string }, draw: (by: 'webhook' | 'bot') => DiscordWords, how: Sending): Promise<Posted>;
  /**
   * `gone`: it was deleted, is not ours, is too old to be edited, or its place is lost. Of several updates that wait for one message, the
   * newest is sent.
   */
  update(
    at: PostRef,
    message: DiscordMessage,
    how: { revision: number; urgency: Urgency },
  ): Promise<'updated' | 'gone'>;
  /** The message that was posted or said under this key since then; null when there is none. */
  find(key: string, at: Spot, since: Date): Promise<PostRef | null>;
  /** A direct message. `absent`: they take none. */
  direct(user: string, message: DiscordMessage): Promise<'told' | 'absent'>;

  /** At once, before everything else that waits. */
  answer(interaction: Pending, first: FirstAnswer): Promise<Told>;
  /** Replaces what the first answer shows, or fills in a deferred one. */
  editAnswer(interaction: Pending, message: DiscordMessage): Promise<'told' | 'late'>;
  /** One more message after the first answer, for the person alone. */
  followUp(interaction: Pending, message: DiscordMessage): Promise<'told' | 'late'>;

  /** Null: there is none, we don't see it, or nothing can be posted in it. What was found is remembered. */
  channel(id: string): Promise<Channel | null>;
  /** What anybody said in a thread since then, as Discord has it, oldest first; a hundred at most. */
  said(thread: string, since: Date): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Null: they are not in this guild, or we are not. Asked of Discord each time. */
  member(guild: string, user: string): Promise<Member | null>;
  /** Empty where we are not in this guild. Asked of Discord each time. */
  guildRoles(guild: string): Promise<GuildRole[]>;
  /** Whose token it is; the first call after a start. `flags`: of the application. */
  whoAmI(): Promise<{ application: string; user: string; flags: number }>;
  /** As Discord has them there, with the defaults that it fills in. */
  commands(scope: CommandScope): Promise<APIApplicationCommand[]>;
  /** All of them at once: what is not among them is gone there. */
  putCommands(scope: CommandScope, commands: RESTPutAPIApplicationCommandsJSONBody): Promise<void>;

  /** Something came from this channel: so it exists, and the bot sees it. */
  heardFrom(channel: string): Promise<void>;
  /** Permissions have changed in these channels or (null) anywhere: channels that took nothing are tried again. Never rejects. */
  changed(channels: readonly string[] | null): Promise<void>;
  /** Whether things come to us: why not, with what people read of it; null when they do. Never rejects. */
  gatewayIs(fault: Pick<Trouble, 'code' | 'what' | 'remedy'> | null): Promise<void>;
  /** Whether the commands are those that we want, as above. */
  commandsAre(fault: Pick<Trouble, 'code' | 'what' | 'remedy'> | null): Promise<void>;
  /** Rejects whatever waits, as an outage. */
  stop(): void;
}
