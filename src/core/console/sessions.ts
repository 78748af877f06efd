import type { Account } from '../people/actor.ts';
import type { NamedAccount } from '../people/recognize.ts';

export interface ConsoleSession {
  /** Who signed in, by what they proved; a person only in the projects that name it. */
  account: Account;
  /** When it ends if nothing is asked with it until then. */
  idleUntil: Date;
}

/** A sign-in that has gone to another house and may come back. */
export interface PendingSignIn {
  way: string;
  /** The path, of our own, that the person was on the way to. */
  goTo: string;
}

/** Who may come in. Only digests of secrets reach the store: one who reads the database can't sign in. */
export interface ConsoleSessions {
  addLink(digest: string, user: string, expiresAt: Date): Promise<void>;
  /** The user whom the link is for, or null as in `takeLink`; uses nothing up. */
  findLink(digest: string, now: Date): Promise<string | null>;
  /** Uses the link up: its user, or null when it is unknown, used or expired. One of two simultaneous calls wins. */
  takeLink(digest: string, now: Date): Promise<string | null>;
  addPendingSignIn(digest: string, pending: PendingSignIn, expiresAt: Date): Promise<void>;
  /** Uses it up, as a link. */
  takePendingSignIn(digest: string, now: Date): Promise<PendingSignIn | null>;
  addSession(digest: string, session: ConsoleSession, expiresAt: Date): Promise<void>;
  findSession(digest: string, now: Date): Promise<ConsoleSession | null>;
  /** Never shortens what it has, nor leads past its end. */
  keepSession(digest: string, idleUntil: Date): Promise<void>;
  endSession(digest: string): Promise<void>;
  /** Ends every session that one of these accounts has opened; tells how many. */
  endSessionsOf(accounts: readonly (Account | NamedAccount)[]): Promise<number>;
}
