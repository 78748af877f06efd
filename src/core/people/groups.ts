import type { Account } from './actor.ts';

/** How an account stands to the groups of its platform. */
export type Membership =
  /** `groups`: those of the asked ones that it is in, as a project file writes them. Its name is for showing alone. */
  | { kind: 'member'; name: string; groups: readonly string[] }
  /** A guest of the team, or one of another team: no group gives them anything (S9). */
  | { kind: 'guest' }
  | { kind: 'other_team' }
  /** Deactivated, or no human. */
  | { kind: 'gone' }
  /** The platform did not tell. Never to be taken for a yes. */
  | { kind: 'unread' };

/** `recent`: at most a minute old. `now`: asked after the question was put, for what can't be undone (S7). */
export type Freshness = 'recent' | 'now';

/** What one platform tells of its own accounts. Never rejects: an outage is `unread`. */
export interface Groups {
  of(account: Account, asked: readonly string[], freshness: Freshness): Promise<Membership>;
  /** What the platform calls this account now; null when it doesn't tell. */
  nameOf(account: Account): Promise<string | null>;
}
