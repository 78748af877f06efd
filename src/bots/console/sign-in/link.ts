import type { ConsoleSessions } from '../../../core/console/sessions.ts';
import { digestOf, newSecret } from '../secrets.ts';

/** In milliseconds. */
const linkLife = 60 * 60_000;

/** A one-time link for this user, as a path: whoever prints it knows the address before it. */
export async function createSignInLink(sessions: ConsoleSessions, user: string): Promise<string> {
  const secret = newSecret();
  await sessions.addLink(digestOf(secret), user, new Date(Date.now() + linkLife));
  return `/sign-in/${secret}`;
}
