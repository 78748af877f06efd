import type { LedgerEntry } from '../ledger/entry.ts';
import type { ApiKey } from './api-key.ts';

/** Where keys are kept. What changes one is written together with its ledger entry. */
export interface ApiKeys {
  create(key: ApiKey, digest: string, entry: LedgerEntry): Promise<void>;
  /** The new secret counts from now on, the old one until then; one that was on its way out already is out. */
  rotate(renewed: Renewed, entry: LedgerEntry): Promise<void>;
  revoke(keyId: string, at: Date, entry: LedgerEntry): Promise<void>;
  list(): Promise<ApiKey[]>;
  /** The key that this secret opens now, by its digest; what was revoked or has expired opens nothing. */
  find(digest: string, now: Date): Promise<ApiKey | null>;
  /** The digests that open anything now: so that a flood of wrong ones need not be looked up one by one. */
  digests(now: Date): Promise<Set<string>>;
  /** Notes a use, at most once in ten minutes. */
  used(keyId: string, now: Date): Promise<void>;
}

export interface Renewed {
  keyId: string;
  digest: string;
  hint: string;
  oldUntil: Date;
  expiresAt: Date;
}

/** What came under a key's own name for it, so that a repeat is known from another request that bears the same name. */
export interface ApiRequests {
  /** Notes the digest of a request; false when another request had this name before. */
  isSame(keyId: string, name: string, digest: string): Promise<boolean>;
}
