import type { Account } from '../people/actor.ts';

/** What ties the steps of one sign-in together; all derived from a secret that only the browser has. */
export interface SignInSecrets {
  state: string;
  nonce: string;
  /** The PKCE code verifier: 43 characters or more. */
  verifier: string;
}

/**
 * Why somebody who came back from the provider is not signed in. `declined`: they said no. `used_code`: the code was used or is too old.
 * `untrusted`: the response can't be trusted, or the provider refused us. `unreachable`: the provider could not be reached.
 */
export type NoArrival = 'declined' | 'used_code' | 'untrusted' | 'unreachable';

export type Arrival =
  /** `unverified`: an e-mail address that the provider has not verified, and that therefore proves nothing. */
  | { kind: 'arrived'; account: Account; unverified: string | null }
  /** `code` is for the log; it never contains a token or what was sent. */
  | { kind: 'not_arrived'; why: NoArrival; code: string };

/** A provider that tells us who somebody is. `begin` rejects if it can't be reached. */
export interface SignInWay {
  /** Part of the path of its redirect address. */
  name: 'oidc' | 'slack' | 'discord';
  /** What people call it. */
  label: string;
  /** Where the browser is sent. */
  begin(secrets: SignInSecrets, redirectUri: string): Promise<URL>;
  /** Who came back. `came` is the redirect URI with the parameters that the provider added. */
  finish(came: URL, secrets: SignInSecrets): Promise<Arrival>;
  /** Whether sessions of this account still count: the issuer may have been changed since, or the way removed. */
  vouchesFor(account: Account): boolean;
}
