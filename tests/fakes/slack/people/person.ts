import type { Delivery } from '../delivery/delivery.ts';
import type { SeenDialog, SeenMessage } from './seen.ts';

/** Where one is: a channel's name or id (`direct`: one's direct messages with the app's bot), and the thread in it. */
export interface At {
  channel: string;
  thread?: string | null;
}

/** One message: its channel and its ts. */
export interface On {
  channel: string;
  ts: string;
}

/**
 * What somebody does in their Slack. Every act resolves when the app has acknowledged what it caused, or Slack has given up (an
 * event's later repeats are not awaited); it throws where the real client would not let them.
 */
export interface Person {
  id: string;
  name: string;
  /** Their own company. */
  team: string;

  /** Writes; `@wheelhouse` and `@name` become mentions, as the client makes them. Returns the message's ts. */
  type(at: At, text: string): Promise<string>;
  /** Writes to the app's bot, in `direct`. */
  direct(text: string, thread?: string): Promise<string>;
  /** `/wheel TEXT`, in a channel; Slack knows none in threads. */
  slash(at: At, command: string, text: string): Promise<Delivery>;
  edit(on: On, text: string): Promise<void>;
  remove(on: On): Promise<void>;
  react(on: On, emoji: string): Promise<void>;
  /** Slack adds a preview to a message of theirs: `message_changed` with the same text. */
  preview(on: On): Promise<void>;
  openHome(): Promise<void>;

  /** Presses the button of this label. One that has a confirm dialog opens it: null until it is accepted. */
  press(on: On, label: string): Promise<Delivery | null>;
  /** The finger is over the button: what it presses is what stood there now, whatever becomes of the message before it does. */
  aim(on: On, label: string): () => Promise<Delivery | null>;
  /** Presses a button on the last message that only this person sees. */
  pressPrivately(label: string): Promise<Delivery | null>;
  pressInHome(label: string): Promise<Delivery | null>;
  pressInModal(label: string): Promise<Delivery | null>;
  /** Chooses the option of this label (or value) in a menu on the message. */
  choose(on: On, option: string): Promise<Delivery>;
  /** Takes the native confirm dialog, or leaves it. */
  accept(): Promise<Delivery>;
  deny(): void;
  /** The message shortcut of this name. */
  shortcut(on: On, name: string): Promise<Delivery>;

  /** Fills fields of the open modal: by block_id, by the part of it after the first dot, by action_id or by label. */
  fill(values: Record<string, string>): void;
  /** Presses the modal's submit button. Null when Slack itself refuses: a field is missing, too long or too short. */
  submit(values?: Record<string, string>): Promise<Delivery | null>;
  /** Closes the modal that is on top, or the confirm dialog. */
  closeDialog(): Promise<void>;

  /** A channel's messages that head it (`thread` null), or one thread's: root first. */
  sees(at: At): SeenMessage[];
  /** What only this person sees: ephemeral messages and direct messages of the bot, oldest first. */
  privately(): SeenMessage[];
  dialog(): SeenDialog | null;
  home(): SeenMessage | null;
  /** What Slack itself complained about to this person: “failed to respond” and the like, oldest first. */
  toasts: string[];
  /** What this person's acts sent to the app, oldest first. */
  deliveries: Delivery[];
  /** Slack sends the last of these once more. */
  redeliver(): Promise<Delivery>;
}
