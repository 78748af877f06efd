import type { LedgerEntry } from '../ledger/entry.ts';
import type { Account } from './actor.ts';

/** An account that a person of a project has confirmed as theirs, on both sides. */
export interface AccountLink {
  id: string;
  projectId: string;
  personId: string;
  account: Account;
  /** What the platform called the account when it was linked: for showing alone. */
  name: string;
  linkedAt: Date;
  /** It counts for nothing from then on; who it was is kept, for votes and exclusions (P11, P12). */
  endedAt: Date | null;
}

/** An account that has typed a person's code, and waits for that person to say yes. */
export interface LinkRequest {
  id: string;
  projectId: string;
  personId: string;
  account: Account;
  name: string;
  expiresAt: Date;
}

/** `used`: somebody typed it before. `too_many`: this account has guessed too often, and is not answered for a while. */
export type BadCode = 'wrong' | 'late' | 'used' | 'too_many';

export interface LinkOffer {
  /** Of the code; the code itself is known to its maker alone. */
  digest: string;
  projectId: string;
  personId: string;
  expiresAt: Date;
}

/** Where links are kept. What changes one is written together with its ledger entry. Rejections are outages. */
export interface AccountLinks {
  /** Of these projects, ended ones too, the oldest first. */
  of(projectIds: readonly string[]): Promise<AccountLink[]>;
  /** A person's newer code takes the place of the earlier one, and of whoever has typed it. */
  offer(offer: LinkOffer): Promise<void>;
  /** Whose code it is; counts a guess against the account when it is not one that can be typed now. */
  look(digest: string, by: Account, now: Date): Promise<LinkOffer | { bad: BadCode; projectId: string | null }>;
  /** Uses the code up for this account; of two simultaneous calls one wins. */
  claim(digest: string, by: { account: Account; name: string }, now: Date): Promise<LinkRequest | null>;
  /** What waits for this person's yes. */
  request(projectId: string, personId: string, now: Date): Promise<LinkRequest | null>;
  /** False when it waits no more, or the account has been linked meanwhile. */
  confirm(requestId: string, link: AccountLink, entry: LedgerEntry): Promise<boolean>;
  decline(requestId: string): Promise<void>;
  /** False when it had ended before. */
  end(linkId: string, at: Date, entry: LedgerEntry): Promise<boolean>;
}
