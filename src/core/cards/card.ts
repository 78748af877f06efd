import type { Called } from '../attention/reminder.ts';
import type { CardSubject } from '../effect.ts';

/** A piece of our own words. Times are shown in the reader's zone by whoever draws them. */
export type Span = string | { time: Date } | { code: string } | { strong: string } | { link: Link };

/** To a page of our own: a path below PUBLIC_URL, never one that an agent wrote. */
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
  /** Read from its end, as what goes on printing is; `from` the start where it is what would run. */
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

/** A token only asks, it never authorises: opaque, at most 100 characters. */
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
  /** Of which of the Ask's revisions that page is: the next revision's pages break elsewhere, and say something else. */
  pageOf?: number;
  /** Changes whenever what is shown changes. */
  revision: number;
  badge: Badge;
  title: string;
  /** One line under the title: why it is in this state, or what is asked. */
  why: Text;
  blocks: Block[];
  /** At most five, at most one primary, none that cannot work. */
  buttons: Button[];
  /** Who, what, when, where: set when it is settled, instead of buttons. */
  outcome: Text | null;
  /**
   * Below the buttons, or the outcome: what nobody needs in order to press one, so that what is asked and its buttons stand together on
   * a phone. A card that was kept before there were any has none.
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
  /** Names what is submitted; checked again on arrival, like a button's token. */
  token: string;
  title: string;
  /** What happens on submit. */
  intro: Text;
  blocks: Block[];
  fields: Field[];
  submit: string;
  danger: boolean;
  /** Problems by field name, when it comes back; '' is about the whole. */
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
  /** Whom they call, where they are said: the one thing that pings. Only the system's own words do. */
  calls?: readonly Called[];
}
