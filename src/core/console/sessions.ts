/** Who may come in. Only digests of secrets reach the store: one who reads the database can't sign in. */
export interface ConsoleSessions {
  addLink(digest: string, user: string, expiresAt: Date): Promise<void>;
  /** Uses the link up: its user, or null when it is unknown, used or expired. One of two simultaneous calls wins. */
  takeLink(digest: string, now: Date): Promise<string | null>;
  addSession(digest: string, user: string, expiresAt: Date): Promise<void>;
  findSession(digest: string, now: Date): Promise<string | null>;
  endSession(digest: string): Promise<void>;
}
