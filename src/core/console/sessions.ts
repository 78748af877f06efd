import type { Account } from '../people/actor.ts';
import type { NamedAccount } from '../people/recognize.ts';

export interface ConsoleSession {
  /** The account that the sign-in proved. It is a person only in projects that know it. */
  account: Account;
  /** When it ends, unless it is used before. */
  idleUntil: Date;
}

/** A sign-in that was sent to a provider, and may come back. */
export interface PendingSignIn {
  way: string;
  /** The path of ours to which the person wanted to go. */
  goTo: string;
}

/** Sign-in links, sign-ins in progress, and sessions. Only digests of their secrets are stored, so that reading the database lets nobody sign in. */
export interface ConsoleSessions {
  addLink(digest: string, user: string, expiresAt: Date): Promise<void>;
  /** The user for whom the link is, or null as in `takeLink`; does not use the link up. */
  findLink(digest: string, now: Date): Promise<string | null>;
  /** Uses the link up: its user, or null when it is unknown, used or expired. One of two simultaneous calls wins. */
  takeLink(digest: string, now: Date): Promise<string | null>;
  addPendingSignIn(digest: string, pending: PendingSignIn, expiresAt: Date): Promise<void>;
  /** Uses it up, like a link; null if it is unknown, used or expired. */
  takePendingSignIn(digest: string, now: Date): Promise<PendingSignIn | null>;
  addSession(digest: string, session: ConsoleSession, expiresAt: Date): Promise<void>;
  findSession(digest: string, now: Date): Promise<ConsoleSession | null>;
  /** Extends the session; never shortens it, nor extends it past its final end. */
  keepSession(digest: string, idleUntil: Date): Promise<void>;
  endSession(digest: string): Promise<void>;
  /** Ends every session that one of these accounts has opened; returns how many. */
  endSessionsOf(accounts: readonly (Account | NamedAccount)[]): Promise<number>;
}
