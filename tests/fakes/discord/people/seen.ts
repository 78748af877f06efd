import type { Passage } from '../text/passage.ts';

/** A message as a reader sees it. */
export interface SeenMessage {
  id: string;
  /** Where it stands: a channel’s id, or a thread’s. */
  channel: string;
  /** The name over it, and the picture beside it if it is a webhook’s own. */
  author: string;
  icon: string | null;
  /** In order: quotes, code, headings, items and small print stand apart from other words. */
  passages: Passage[];
  /** All words of all passages, one passage a line. */
  text: string;
  buttons: string[];
  /** Of those, the ones that cannot be pressed. */
  disabled: string[];
  /** Of each menu, what may be chosen: labels. */
  menus: string[][];
  /** Who is notified: users’ ids, `&` and a role’s id, `everyone`, `here`. */
  pings: string[];
  links: { url: string; text: string }[];
  files: { name: string; text: string }[];
  onlyFor: string | null;
  /** It says “… is thinking…”. */
  isThinking: boolean;
  isEdited: boolean;
}

/** A field of an open modal. */
export interface SeenField {
  id: string;
  label: string;
  /** 4: text; 3 and 5–8: menus. */
  kind: number;
  value: string;
  /** What one may choose: values, in order. */
  options: string[];
}

/** The modal that stands in front of a person. */
export interface SeenDialog {
  title: string;
  /** Everything on it that can be read, the labels included. */
  text: string;
  fields: SeenField[];
}
