import type { LedgerEntry } from '../ledger/entry.ts';
import type { Account } from './actor.ts';

/** An account that a person of a project has linked to themselves, confirmed on both sides. */
export interface AccountLink {
  id: string;
  projectId: string;
  personId: string;
  account: Account;
  /** The name that the platform showed when the account was linked; only for display. */
  name: string;
  linkedAt: Date;
  /** From then on the account can't act as the person; but it still counts as theirs in votes and exclusions (P11, P12). */
  endedAt: Date | null;
}

/** An account that has typed a person's code, and waits for that person's confirmation. */
export interface LinkRequest {
  id: string;
  projectId: string;
  personId: string;
  account: Account;
  name: string;
  expiresAt: Date;
}

/** `used`: somebody typed it before. `too_many`: this account has typed too many wrong codes, and gets no answer for a while. */
export type BadCode = 'wrong' | 'late' | 'used' | 'too_many';

export interface LinkOffer {
  /** The digest of the code; only the person who made the code knows the code itself. */
  digest: string;
  projectId: string;
  personId: string;
  expiresAt: Date;
}

/** The store of links. Each change is written together with its ledger entry. Rejections are outages. */
export interface AccountLinks {
  /** The links of these projects, also ended ones, oldest first. */
  of(projectIds: readonly string[]): Promise<AccountLink[]>;
  /** Stores a code. It replaces an earlier one of the same person, and the request of an account that has typed that. */
  offer(offer: LinkOffer): Promise<void>;
  /** Whose code it is. If it can't be used now, counts it as a wrong guess of the account. */
  look(digest: string, by: Account, now: Date): Promise<LinkOffer | { bad: BadCode; projectId: string | null }>;
  /** Uses the code up for this account; null if it can't be used. Of two simultaneous calls, one wins. */
  claim(digest: string, by: { account: Account; name: string }, now: Date): Promise<LinkRequest | null>;
  /** The request that waits for this person's confirmation. */
  request(projectId: string, personId: string, now: Date): Promise<LinkRequest | null>;
  /** False if the request no longer waits, or the account has been linked meanwhile. */
  confirm(requestId: string, link: AccountLink, entry: LedgerEntry): Promise<boolean>;
  decline(requestId: string): Promise<void>;
  /** False if the link had ended before. */
  end(linkId: string, at: Date, entry: LedgerEntry): Promise<boolean>;
}
