import type { Account } from '../people/actor.ts';

/** What holds one sign-in together; all of it follows from a secret that only the browser has. */
export interface SignInSecrets {
  state: string;
  nonce: string;
  /** Of PKCE: 43 characters or more. */
  verifier: string;
}

/**
 * Why somebody who came back is not in: they said no; the code was used or is too old; what was sent can't be trusted, or
 * the other house refused us; it could not be reached.
 */
export type NoArrival = 'declined' | 'used_code' | 'untrusted' | 'unreachable';

export type Arrival =
  /** `unverified`: an address that the other house does not vouch for, and that therefore proves nothing. */
  | { kind: 'arrived'; account: Account; unverified: string | null }
  /** `code` is for the log: never a token, never what was sent. */
  | { kind: 'not_arrived'; why: NoArrival; code: string };

/** A house that tells us who somebody is. `begin` rejects when it can't be reached. */
export interface SignInWay {
  /** As it stands in its address. */
  name: 'oidc' | 'slack' | 'discord';
  /** What people call it. */
  label: string;
  /** Where the browser is sent. */
  begin(secrets: SignInSecrets, redirectUri: string): Promise<URL>;
  /** Who came back to `came`: the redirect URI with what was added to it. */
  finish(came: URL, secrets: SignInSecrets): Promise<Arrival>;
  /** Whether its word for this account still counts: an issuer can be changed, and a way be taken away. */
  vouchesFor(account: Account): boolean;
}
