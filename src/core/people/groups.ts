import type { Account } from './actor.ts';

/** An account's membership in groups of its platform. */
export type Membership =
  /** `groups`: those of the asked ones in which the account is, as a project file writes them. `name` is only for display. */
  | { kind: 'member'; name: string; groups: readonly string[] }
  /** A guest of the team, or a member of another team: groups give them nothing (S9). */
  | { kind: 'guest' }
  | { kind: 'other_team' }
  /** Deactivated, or a bot. */
  | { kind: 'gone' }
  /** The platform did not answer. Must never count as a yes. */
  | { kind: 'unread' };

/** `recent`: at most a minute old. `now`: read after the call, for what can't be undone (S7). */
export type Freshness = 'recent' | 'now';

/** What one platform knows about its accounts. Never rejects: an outage is `unread`. */
export interface Groups {
  of(account: Account, asked: readonly string[], freshness: Freshness): Promise<Membership>;
  /** The name that the platform shows for this account; null if it doesn't tell. */
  nameOf(account: Account): Promise<string | null>;
}
