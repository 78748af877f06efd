/** A stretch of what a reader sees. `code` is a fence; inline code is part of the words around it. */
export interface Passage {
  kind: 'words' | 'quote' | 'code';
  /** As it is read: entities and dates resolved, marks of formatting gone. */
  text: string;
  /** Whom it notifies: U…, S…, `here`, `channel`, `everyone`. */
  pings: string[];
  links: { url: string; text: string }[];
  /** Channels that it links to. */
  channels: string[];
  /** Names of emoji that were made from `:name:`. */
  emoji: string[];
}
