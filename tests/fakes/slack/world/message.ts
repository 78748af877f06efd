export type Json = Record<string, unknown>;

/** A message as Slack keeps it. */
export interface Message {
  ts: string;
  channel: string;
  thread: string | null;
  /** Who wrote it: a person's id, or the bot's user. */
  user: string;
  /** Of a message that the app posted. */
  byApp: boolean;
  text: string;
  blocks: Json[];
  metadata: { event_type: string; event_payload: Json } | null;
  username: string | null;
  icon: string | null;
  editedAt: string | null;
  unfurl: { links: boolean; media: boolean };
  reactions: { name: string; users: string[] }[];
  /** Only this user sees it. */
  onlyFor: string | null;
}
