/** A person as Slack keeps them. */
export interface User {
  id: string;
  name: string;
  /** Their own company's id. */
  team: string;
  guest: 'multi-channel' | 'single-channel' | null;
  zone: string;
}

export interface Group {
  id: string;
  handle: string;
  /** Ids of users. */
  members: string[];
}
