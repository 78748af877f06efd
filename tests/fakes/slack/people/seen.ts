import type { Passage } from '../text/passage.ts';

/** A message as a reader sees it. */
export interface SeenMessage {
  channel: string;
  ts: string;
  thread: string | null;
  /** The name over it, and the icon beside it if it is not the author's own. */
  author: string;
  icon: string | null;
  /** In order; quotes and code stand apart from other words. */
  passages: Passage[];
  /** All words of all passages, one passage a line. */
  text: string;
  buttons: string[];
  /** What the notification and a screen reader say: the message's `text`. */
  fallback: string;
  pings: string[];
  links: { url: string; text: string }[];
  onlyFor: string | null;
}

/** A field of an open modal. */
export interface SeenField {
  blockId: string;
  actionId: string;
  label: string;
  kind: string;
  value: string;
  /** What one may choose: values, in order. */
  options: string[];
  problem: string | null;
}

/** What stands in front of a person: a modal, or the native confirm dialog of a button. */
export interface SeenDialog {
  kind: 'modal' | 'confirm';
  title: string;
  /** Everything on it that can be read, the labels included. */
  text: string;
  /** Of the button that goes on (null: there is none), and of the one that closes. */
  yes: string | null;
  no: string;
  fields: SeenField[];
  buttons: string[];
  /** Slack's own complaint over the form, when the app's answer was late or unusable. */
  trouble: string | null;
}
