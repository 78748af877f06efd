import type { Button, Card, Form, Text } from './cards/card.ts';
import type { PostRef } from './cards/surface.ts';
import type { Account, Where } from './people/actor.ts';
import type { TriggerSource } from './run/run.ts';
import type { SteerPolicy } from './steering/message.ts';

/** What a bot read in a payload. It says what was asked, never whether it is allowed. */
export type Intent =
  /**
   * A button was pressed. `on`: the message that has the button. It is null only for pages of the console, which are drawn for their
   * reader alone, from the newest state.
   */
  | { kind: 'press'; token: string; on: PostRef | null; confirmed: boolean }
  | { kind: 'submit'; token: string; values: Record<string, string>; on: PostRef | null }
  /** `/wheel VERB rest` or `@wheelhouse VERB rest`. */
  | ({
      kind: 'command';
      verb: string;
      rest: string;
      /** The run that was named, if the surface has an option for it; otherwise the words may begin with its id. */
      run?: string;
      /** The surface's id of the message with the command, if that can be edited later. */
      message?: string;
      /** Only if the person chose one together with the words of `say`. */
      policy?: SteerPolicy;
    } & Mentioning)
  /** Plain words in a thread or channel. */
  | ({
      kind: 'words';
      text: string;
      mentionsUs: boolean;
      /** Who is addressed, according to the surface's own mentions. A handle at the beginning of the text counts as well. */
      addressed?: Addressee;
      /** The surface's id of the message, which an edit or a deletion will name. */
      message?: string;
      /** Only if the person chose one, apart from the words. */
      policy?: SteerPolicy;
    } & Mentioning)
  /** A person edited their own message. `text` is read from it in the same way as for `words`, or for `say`. */
  | ({ kind: 'edited'; text: string; message: string; first?: First } & Mentioning)
  /** A person's message was deleted. The visitor is its author; neither Slack nor Discord says who deleted it. */
  | { kind: 'deleted'; message: string; first?: Omit<First, 'intent'> }
  /**
   * A message shortcut: somebody wants the words of an existing message to be said to a run, in their own name. `author` is null if no
   * person wrote that message.
   */
  | ({ kind: 'relay'; text: string; message: string; author: Account | null; policy: SteerPolicy } & Mentioning);

/** A changed message: its words now, as if they had just been said, and the delivery key with which the message itself came, or will still come. */
export interface First {
  intent: Intent;
  delivery: string;
  /** When the message was posted, by the platform's clock. */
  at: Date;
}

export interface Mentioning {
  /**
   * Groups of the surface that the words mention, as a project file writes them (`guild/role`). In the words, each is `@` and its own id
   * (`@role`). Only the door knows which of them stand for roles of a project, so bots ignore them in `addressed`.
   */
  mentionedGroups?: readonly string[];
  /**
   * Ids of accounts of the visitor's team that the words mention, if the surface gives no names. In the words, each is `@` and its id. The
   * door looks up the names, in the project or at the platform.
   */
  mentionedPeople?: readonly string[];
}

/** `somebody`: the words begin by mentioning another person, neither us nor a role (P19). */
export type Addressee = 'us' | 'somebody' | 'nobody';

/** Who does something, from an authenticated payload, and in which delivery. */
export interface Visit {
  account: Account;
  where: Where;
  /** The run on whose page it was done: words there are said to the run, as in its thread. */
  runId?: string;
  /** The delivery key: unique for one thing that a person did, and the same if the delivery is repeated. */
  delivery: string;
  source: TriggerSource;
  at: Date;
}

/** What a bot shows the visitor; privately, unless said otherwise. */
export type Reply =
  | { kind: 'nothing' }
  /**
   * `passing`: a card that everybody sees shows the same, so the surface may show this in a form that soon disappears. `buttons`: for this
   * visitor alone. `inPlace`: it replaces the private message whose button was pressed.
   */
  | { kind: 'told'; text: Text; buttons?: Button[]; passing?: boolean; inPlace?: boolean }
  | { kind: 'refused'; text: Text; code: string }
  | { kind: 'form'; form: Form }
  /** Asks once more, on surfaces without dialogs. A yes presses this token again, with `confirmed`. `inPlace` as above. */
  | { kind: 'confirm'; token: string; title: string; text: string; yes: string; no: string; inPlace?: boolean }
  | { kind: 'cards'; intro: Text; cards: Card[] }
  /** Leads to a card that is posted already, instead of showing it a second time. `passing` as above. */
  | { kind: 'lead'; text: Text; to: PostRef; passing?: boolean };

/** The one function to which every surface gives what it has read. A person's mistake gets a reply; a rejection is an outage. */
export type Door = (intent: Intent, visit: Visit) => Promise<Reply>;
