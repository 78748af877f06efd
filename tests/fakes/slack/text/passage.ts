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

export const newPassage = (kind: Passage['kind']): Passage => ({
  ...{ kind, text: '' },
  ...{ pings: [], links: [], channels: [], emoji: [] },
});

export const addText = (to: Passage, text: string): void => {
  to.text += text;
};

export const addLink = (to: Passage, url: string, text: string): void => {
  to.links.push({ url, text });
  to.text += text;
};

export const addPing = (to: Passage, who: string, text: string): void => {
  to.pings.push(who);
  to.text += text;
};

export const addChannel = (to: Passage, channel: string, text: string): void => {
  to.channels.push(channel);
  to.text += text;
};
