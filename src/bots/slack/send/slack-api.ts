import type { HomeView, ModalView } from '@slack/types';
import type { Posted, PostRef } from '../../../core/cards/surface.ts';
import type { Trouble } from '../../../core/troubles.ts';
import type { Once, Spot } from '../../chat/send/once.ts';
import type { Urgency } from '../../chat/send/urgency.ts';
import type { SlackMessage, SlackWords } from '../draw/message.ts';

/** A message of ours, as Slack names it. */
export interface MessageAt {
  channel: string;
  ts: string;
}

export interface SlackUser {
  id: string;
  /** Their own company's; a guest's from elsewhere is not ours. */
  team: string;
  name: string;
  isBot: boolean;
  isDeleted: boolean;
  /** In one channel or several, or from another company. */
  isGuest: boolean;
}

/**
 * The part of Slack's Web API that we use, within its rate limits. Rejects with a `SlackOutage` if too much is waiting, Slack is slow or away, or
 * our token is refused: the caller tries again later, or says so.
 */
export interface SlackApi {
  /** Posts it under this key in its metadata, which `find` looks for. `gone`: the thread's head was deleted. */
  post(at: Spot, message: SlackWords, how: { key: string; urgency: Urgency; once: Once }): Promise<Posted>;
  /** `gone`: deleted, not ours, too old to be edited, or in a place that is lost. Of several that wait for one message, the newest goes. */
  update(
    at: MessageAt,
    message: SlackMessage,
    how: { revision: number; urgency: Urgency },
  ): Promise<'updated' | 'gone'>;
  /** The message that was posted under this key since then; null when there is none. */
  find(key: string, at: Spot, since: Date): Promise<PostRef | null>;
  /** What has been said in a thread since then, by whomever, oldest first, perhaps with the message at its head; empty where we can't read it. */
  said(at: { channel: string; thread: string }, since: Date): Promise<({ ts: string } & Record<string, unknown>)[]>;
  /** Whether people of other companies are in this channel (Slack Connect). */
  isShared(channel: string): Promise<boolean>;
  /** Shown to one person, where they are. `absent`: they can't be shown anything there. */
  postEphemeral(at: Spot, user: string, message: SlackMessage, urgency?: Urgency): Promise<'shown' | 'absent'>;
  /** In their direct messages with us. `absent`: they take none. */
  postDirect(user: string, message: SlackMessage): Promise<MessageAt | 'absent'>;
  /** `late`: the trigger has had its three seconds, or was used. */
  openView(trigger: string, view: ModalView): Promise<{ id: string; hash: string } | 'late'>;
  /** With a hash: only if it is still the one that was seen. `gone`: it was closed, or is another by now. */
  updateView(viewId: string, view: ModalView, hash?: string): Promise<'updated' | 'gone'>;
  publishHome(user: string, view: HomeView): Promise<'shown' | 'absent'>;
  /** To an interaction's response_url, privately. `late`: used up, or older than half an hour. */
  respond(responseUrl: string, message: SlackMessage, how?: { replaceOriginal?: boolean }): Promise<'told' | 'late'>;
  /** A link that leads to the message; null when it is gone. */
  permalink(at: MessageAt): Promise<string | null>;
  /** The groups of the workspace with their members. Several who wait for it share one call, made after each of them has asked. */
  userGroups(): Promise<{ id: string; users: string[] }[]>;
  user(id: string): Promise<SlackUser | null>;
  /** Whose token it is; the first call after a start, and the probe of a dead one. */
  whoAmI(): Promise<{ team: string; user: string; scopes: readonly string[] }>;
  /** Something came from there: the place works, whatever was said before. */
  heardFrom(channel: string): Promise<void>;
  /** Whether things come to us: why not, with what people read of it; null when they do. Never rejects. */
  socketIs(fault: Pick<Trouble, 'code' | 'what' | 'remedy'> | null): Promise<void>;
  /** Gives up what waits, as outages. */
  stop(): void;
}
