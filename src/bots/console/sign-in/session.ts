import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { matchedRoutes } from 'hono/route';
import type { ConsoleSession } from '../../../core/console/sessions.ts';
import type { Account } from '../../../core/people/actor.ts';
import type { ConsoleParts } from '../parts.ts';
import { digestOf, isSecret, newSecret } from '../secrets.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A weekend. */
const idleLife = 3 * day;
/** Another house's word is asked for again sooner: who has left it must not stay here. */
const lifeOf = ({ surface }: Account): number => (surface === 'console' ? 30 * day : 7 * day);
/** A session is lengthened in steps, so that not every page is a write. */
const step = 10 * minute;

const cookie = 'wheelhouse_session';

type Parts = Pick<ConsoleParts, 'store' | 'publicUrl' | 'ways'>;

/** Over https it is `__Host-`: another name of the same domain can't plant it. */
const isEncrypted = ({ publicUrl }: Pick<ConsoleParts, 'publicUrl'>): boolean => publicUrl?.protocol === 'https:';

export function readSecretCookie(c: Context, parts: Pick<ConsoleParts, 'publicUrl'>, name: string): string | undefined {
  const value = isEncrypted(parts) ? getCookie(c, name, 'host') : getCookie(c, name);
  return value !== undefined && isSecret(value) ? value : undefined;
}

interface SecretCookie {
  name: string;
  secret: string;
  sameSite: 'Strict' | 'Lax';
  /** In milliseconds. */
  life: number;
}

/** Host-only, and out of the reach of scripts. */
export function setSecretCookie(c: Context, parts: Pick<ConsoleParts, 'publicUrl'>, it: SecretCookie): void {
  const secure = isEncrypted(parts);
  const options = { path: '/', httpOnly: true, sameSite: it.sameSite, secure, maxAge: it.life / 1000 };
  setCookie(c, it.name, it.secret, secure ? { ...options, prefix: 'host' } : options);
}

/** A new secret at every sign-in, whatever cookie came with it: a planted session is worth nothing. */
export async function openSession(c: Context, parts: Parts, account: Account): Promise<void> {
  await endOld(c, parts);
  const secret = newSecret();
  const life = lifeOf(account);
  const now = Date.now();
  await parts.store.addSession(
    digestOf(secret),
    { account, idleUntil: new Date(now + idleLife) },
    new Date(now + life),
  );
  setSecretCookie(c, parts, { name: cookie, secret, sameSite: 'Strict', life });
}

async function endOld(c: Context, parts: Parts): Promise<void> {
  const secret = readSecretCookie(c, parts, cookie);
  if (secret !== undefined) await parts.store.endSession(digestOf(secret));
}

export async function closeSession(c: Context, parts: Parts): Promise<void> {
  await endOld(c, parts);
  deleteCookie(c, cookie, isEncrypted(parts) ? { path: '/', secure: true, prefix: 'host' } : { path: '/' });
}

/** The printed link is always ours; another house's word counts while it is configured. */
const isVouchedFor = ({ ways }: Parts, account: Account): boolean =>
  account.surface === 'console' || ways.some((way) => way.vouchesFor(account));

export interface OpenSession {
  digest: string;
  account: Account;
}

export async function findSession(c: Context, parts: Parts): Promise<OpenSession | null> {
  const secret = readSecretCookie(c, parts, cookie);
  if (secret === undefined) return null;
  const digest = digestOf(secret);
  const found = await parts.store.findSession(digest, new Date());
  if (found === null || !isVouchedFor(parts, found.account)) return null;
  if (!isLiveView(c)) await keep(parts, digest, found);
  return { digest, account: found.account };
}

/**
 * A live view comes back by itself: an open page alone must not keep a session. By its route, since a channel may be
 * called `events`.
 */
const isLiveView = (c: Context): boolean => matchedRoutes(c).some(({ path }) => path.endsWith('/events'));

async function keep({ store }: Parts, digest: string, { idleUntil }: ConsoleSession): Promise<void> {
  const later = new Date(Date.now() + idleLife);
  if (later.getTime() - idleUntil.getTime() > step) await store.keepSession(digest, later);
}
