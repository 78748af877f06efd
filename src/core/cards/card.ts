import type { Called } from '../attention/reminder.ts';
import type { CardSubject } from '../effect.ts';

/** A piece of our own words. The surface shows times in the reader's time zone. */
export type Span = string | { time: Date } | { code: string } | { strong: string } | { link: Link };

/** A link to a page of our own. `path` is below PUBLIC_URL, and never written by an agent. */
export interface Link {
  text: string;
  path: string;
}

export type Text = Span[];

export interface Fact {
  label: string;
  value: Text;
}

/** What a card is made of, platform-neutral. Agent text is a `quote` or `output`: fenced, capped, labelled. */
export type Block =
  | { kind: 'text'; text: Text }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'progress'; steps: { name: string; state: StepState; note: string | null }[] }
  | { kind: 'quote'; label: string; text: string; cut: boolean }
  /** If it has to be cut, its end is kept, as for a command that still prints; with `from: 'start'` its beginning, as for what would run. */
  | { kind: 'output'; label: string; text: string; cut: boolean; from?: 'start' }
  | { kind: 'note'; text: Text };

export type StepState = 'done' | 'now' | 'waiting' | 'paused' | 'failed' | 'to come' | 'not done';

/** Word first, then symbol, then colour: never colour alone. */
export interface Badge {
  word: string;
  symbol: string;
  tone: 'calm' | 'busy' | 'asking' | 'good' | 'bad' | 'off';
}

export interface Confirm {
  title: string;
  text: string;
  yes: string;
  no: string;
}

/** `token`: at most 100 characters, and only a request: it authorises nothing. */
export interface Button {
  token: string;
  label: string;
  style: 'primary' | 'plain' | 'danger';
  /** What it does, when, whether it can be undone: for screen readers and confirm dialogs. */
  hint: string;
  confirm: Confirm | null;
}

export interface Card {
  subject: CardSubject;
  /** Which page of *Show everything* it is; absent on the card itself. */
  page?: number;
  /** The revision of the Ask that this page is from: the pages of another revision have other texts. */
  pageOf?: number;
  /** Changes whenever what is shown changes. */
  revision: number;
  badge: Badge;
  title: string;
  /** One line under the title: why it is in this state, or what is asked. */
  why: Text;
  blocks: Block[];
  /** At most five, at most one primary, and none that can't work. */
  buttons: Button[];
  /** Who, what, when, where: set when it is settled, instead of buttons. */
  outcome: Text | null;
  /**
   * Facts below the buttons or the outcome, which nobody needs in order to press a button. So the question and its buttons are close together on
   * a phone. Cards that were stored before there were such facts have none.
   */
  aside?: Fact[];
  /** The whole card as plain text, for notifications and readers without blocks. */
  fallback: string;
}

export type Field = {
  name: string;
  label: string;
  help: string | null;
  required: boolean;
  value: string;
} & (
  { kind: 'line' } | { kind: 'text'; rows: number } | { kind: 'number' } | { kind: 'choice'; choices: FieldChoice[] }
);

export interface FieldChoice {
  value: string;
  label: string;
  /** The same name and time apart, for a surface that shows times in the reader's zone. */
  timed?: { name: string; at: Date };
}

/** A form asks for words before something is done. Closing it changes nothing. */
export interface Form {
  /** Says what the form is for. It is checked when the form is submitted, like a button's token. */
  token: string;
  title: string;
  /** What happens on submit. */
  intro: Text;
  blocks: Block[];
  fields: Field[];
  submit: string;
  danger: boolean;
  /** Problems by the name of the field, if the form comes back; '' is about the whole form. */
  problems: Record<string, string>;
}

/** Words in a thread: a role's, the system's, or a person's from another place. */
export interface Words {
  subject: CardSubject;
  author: {
    kind: 'role' | 'system' | 'person';
    name: string;
    handle: string | null;
    emoji: string | null;
    /** The address of a picture. */
    avatar?: string | undefined;
  };
  /** "Rehearsal", "Post-run summary" … shown beside the name. */
  label: string | null;
  text: string;
  blocks: Block[];
  /** The people to ping. Nothing else pings anybody, and only the system's own words do. */
  calls?: readonly Called[];
}
