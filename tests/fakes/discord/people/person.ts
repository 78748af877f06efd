import type { Interaction } from '../world/interaction.ts';
import type { SeenDialog, SeenMessage } from './seen.ts';

/** Where one is: a channel’s name or id (`direct`: one’s direct messages with the bot), and the thread in it, by id. */
export interface At {
  channel: string;
  thread?: string | null;
}

/** One message: where it stands, and its id. */
export interface On extends At {
  id: string;
}

/**
 * What somebody does in their Discord. Every act that asks the app something resolves when it has answered, or Discord has given
 * up (`failure`); it throws where the real client would not let them.
 */
export interface Person {
  id: string;
  name: string;

  /** Writes; `@wheelhouse`, `@name`, `@role` become mentions, as the client makes them. Returns the message’s id. */
  type(at: At, text: string): Promise<string>;
  /** Writes to the bot, in `direct`. */
  direct(text: string): Promise<string>;
  edit(on: On, text: string): Promise<void>;
  remove(on: On): Promise<void>;
  react(on: On, emoji: string): Promise<void>;

  /** Runs `wheel run` (command, then group or subcommand) with these options. */
  slash(at: At, command: string, options?: Record<string, OptionValue>): Promise<Interaction>;
  /** Types into an option that completes, and gets what is offered: null when the app said nothing in time. */
  complete(at: At, command: string, typed: Typed): Promise<{ name: string; value: string | number }[] | null>;
  /** The context menu of a message: “Apps”, then this command. */
  menu(on: On, command: string): Promise<Interaction>;

  press(on: On, label: string): Promise<Interaction>;
  /** The finger is over the button: what it presses is what stood there now, whatever becomes of the message before it does. */
  aim(on: On, label: string): () => Promise<Interaction>;
  /** Presses a button on the last message that only this person sees. */
  pressPrivately(label: string): Promise<Interaction>;
  /** Chooses the option of this label (or value) in a menu on the message. */
  choose(on: On, option: string): Promise<Interaction>;
  choosePrivately(option: string): Promise<Interaction>;

  /** Fills fields of the open modal: by custom_id, by the part of it after the last dot or colon, or by label. */
  fill(values: Record<string, string>): void;
  /** Null when Discord itself refuses: a field is missing, too long or too short. */
  submit(values?: Record<string, string>): Promise<Interaction | null>;
  /** The app never hears of it. */
  closeDialog(): void;

  /** Messages of a channel or a thread, oldest first; a thread from a message begins with that message. */
  sees(at: At): SeenMessage[];
  /** What only this person sees: ephemeral messages and the bot’s direct ones, oldest first. */
  privately(): SeenMessage[];
  dialog(): SeenDialog | null;
  /** What Discord itself complained about to this person, oldest first. */
  toasts: string[];
  /** What this person asked the app, oldest first. */
  interactions: Interaction[];
  /** The gateway brings the last of these once more. */
  redeliver(): Interaction;
  /** Gets a role, made if need be, or loses it; the app is told if it listens. Returns the role’s id. */
  gainRole(name: string): string;
  loseRole(name: string): void;
}

export type OptionValue = string | number | boolean;

/** What stands in an option that is being typed, and in the others. */
export interface Typed {
  option: string;
  text: string;
  others?: Record<string, OptionValue>;
}
