import type { LedgerEntry } from '../ledger/entry.ts';
import type { ApiKey } from './api-key.ts';

/** The store of the keys. Each change is written together with its ledger entry. */
export interface ApiKeys {
  create(key: ApiKey, digest: string, entry: LedgerEntry): Promise<void>;
  /** The new secret is valid from now on, the old one until `oldUntil`. A still older one is no longer valid. */
  rotate(renewed: Renewed, entry: LedgerEntry): Promise<void>;
  revoke(keyId: string, at: Date, entry: LedgerEntry): Promise<void>;
  list(): Promise<ApiKey[]>;
  /** The key with this secret's digest; null if there is none, or if it was revoked or has expired. */
  find(digest: string, now: Date): Promise<ApiKey | null>;
  /** The digests of all valid secrets, so that a flood of wrong ones need not be looked up one by one. */
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

/** The requests that came under an idempotency key or action id, so that a repeat can be told from another request with the same one. */
export interface ApiRequests {
  /** Notes the digest of a request; false if another request was sent with this name before. */
  isSame(keyId: string, name: string, digest: string): Promise<boolean>;
}
