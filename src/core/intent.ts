import type { Button, Card, Form, Text } from './cards/card.ts';
import type { PostRef } from './cards/surface.ts';
import type { Account, Where } from './people/actor.ts';
import type { TriggerSource } from './run/run.ts';
import type { SteerPolicy } from './steering/message.ts';

/** What a bot read in a payload. It says what was asked, never whether it is allowed. */
export type Intent =
  /**
   * A button was pressed on a message that this bot received the press for. Null: on a page of the console's own, which is
   * drawn for its reader alone, from the truth; at no other door.
   */
  | { kind: 'press'; token: string; on: PostRef | null; confirmed: boolean }
  | { kind: 'submit'; token: string; values: Record<string, string>; on: PostRef | null }
  /** `/wheel VERB rest` or `@wheelhouse VERB rest`. */
  | ({
      kind: 'command';
      verb: string;
      rest: string;
      /** The run that was named, where a surface keeps that apart from the words; otherwise its id may begin them. */
      run?: string;
      /** The surface's id of the message that it was typed in, where that can be edited later. */
      message?: string;
      /** Only where the person chose one beside the words of `say`. */
      policy?: SteerPolicy;
    } & Mentioning)
  /** Plain words in a thread or channel. */
  | ({
      kind: 'words';
      text: string;
      mentionsUs: boolean;
      /** What the surface's own mentions say; a handle that the text begins with counts beside it. */
      addressed?: Addressee;
      /** The surface's id of the message that they are: what an edit or a deletion will name. */
      message?: string;
      /** Only where the person chose one: what they wrote says nothing about it. */
      policy?: SteerPolicy;
    } & Mentioning)
  /** A person changed the text of their own message; `text` is read from it just as that of `words`, or of `say`, was. */
  | ({ kind: 'edited'; text: string; message: string; first?: First } & Mentioning)
  /** A person's message is gone. The visitor is its author; who deleted it, neither Slack nor Discord says. */
  | { kind: 'deleted'; message: string; first?: Omit<First, 'intent'> }
  /**
   * A message shortcut: the words of a message that stands at the visit's place are to be said to a run, by whoever points
   * at it. `author` is null where no person wrote it.
   */
  | ({ kind: 'relay'; text: string; message: string; author: Account | null; policy: SteerPolicy } & Mentioning);

/** A message that was changed: what it says now, as if it had just been said, and the delivery by which it comes, or will still. */
export interface First {
  intent: Intent;
  delivery: string;
  /** When it was said, by the platform's clock. */
  at: Date;
}

export interface Mentioning {
  /**
   * Groups of the surface that the words mention, as a project file writes them (`guild/role`). Each stands in the words as `@` and its
   * own id (`@role`): which of them a project has given to one of its roles, only the door knows. Whoever reads a payload says
   * nothing of them in `addressed`.
   */
  mentionedGroups?: readonly string[];
  /**
   * Ids of accounts that the words mention, in the visitor's own team, where the surface says no more of them. Each stands in the words
   * as `@` and its id: who they are, the project says, or the platform when it is asked.
   */
  mentionedPeople?: readonly string[];
}

/** `somebody`: it begins by mentioning another person, neither us nor a role (P19). */
export type Addressee = 'us' | 'somebody' | 'nobody';

/** Who is at the door, from an authenticated payload, and which delivery this is. */
export interface Visit {
  account: Account;
  where: Where;
  /** The run on whose own page it was done: words there are words to it, as in its thread. */
  runId?: string;
  /** Unique for one thing a person did; a repeat of the delivery bears the same key. */
  delivery: string;
  source: TriggerSource;
  at: Date;
}

/** What the bot shows the visitor, privately unless it says otherwise. */
export type Reply =
  | { kind: 'nothing' }
  /**
   * `passing`: a card that everybody sees shows the same, so that where there is something shorter-lived than a message, that
   * will do. `buttons` belong to the words, and to this visitor alone. `inPlace`: it takes the place of the private message whose
   * button was pressed.
   */
  | { kind: 'told'; text: Text; buttons?: Button[]; passing?: boolean; inPlace?: boolean }
  | { kind: 'refused'; text: Text; code: string }
  | { kind: 'form'; form: Form }
  /** The second look where a surface has no dialog of its own: press this token, confirmed. `inPlace` as above. */
  | { kind: 'confirm'; token: string; title: string; text: string; yes: string; no: string; inPlace?: boolean }
  | { kind: 'cards'; intro: Text; cards: Card[] }
  /** What was asked for stands there already: it is shown at its place, never a second time. `passing` as above. */
  | { kind: 'lead'; text: Text; to: PostRef; passing?: boolean };

/** The one door: every surface hands what it read to this. Never rejects for a person's mistake. */
export type Door = (intent: Intent, visit: Visit) => Promise<Reply>;
