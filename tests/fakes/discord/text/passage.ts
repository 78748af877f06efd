/** A stretch of what a reader sees. `code` is a fence; inline code is part of the words around it. */
export interface Passage {
  kind: 'words' | 'quote' | 'code' | 'heading' | 'item' | 'small';
  /** As it is read: names and times resolved, marks of formatting gone. */
  text: string;
  /** Whom it names, as a notification would: a user’s id, `&` and a role’s id, `everyone`, `here`. */
  mentions: string[];
  links: { url: string; text: string }[];
  /** Channels that it links to. */
  channels: string[];
  /** What stands behind a spoiler, until it is clicked. */
  spoilers: string[];
}

export const newPassage = (kind: Passage['kind']): Passage => ({
  ...{ kind, text: '' },
  ...{ mentions: [], links: [], channels: [], spoilers: [] },
});

/** What ids stand for, to this reader; undefined: nothing that they know. */
export interface Names {
  user(id: string): string | undefined;
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
  /** Of the time zone database. */
  zone: string;
  /** Milliseconds since 1970: what “5 minutes ago” counts from. */
  now(): number;
}

export const noNames: Names = {
  user: () => undefined,
  role: () => undefined,
  channel: () => undefined,
  ...{ zone: 'UTC', now: () => 0 },
};
