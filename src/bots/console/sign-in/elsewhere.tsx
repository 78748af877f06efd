import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Arrival, SignInSecrets, SignInWay } from '../../../core/console/sign-in.ts';
import { isElsewhere, isOnlyLooking, ownBase, ownPath } from './address.ts';
import type { limitSignIns } from './limit.ts';
import { outageOf } from '../outage.ts';
import { NotFoundPage } from '../pages/plain.tsx';
import { type NoEntry, NotArrivedPage, OnwardPage, StrangerPage, TooManyPage } from './pages.tsx';
import type { ConsoleEnv, ConsoleParts } from '../parts.ts';
import { digestOf, newSecret } from '../secrets.ts';
import { openSession, readSecretCookie, setSecretCookie } from './session.ts';
import { words } from './words.ts';

/** From the press of the button until somebody is back, in milliseconds. */
const pendingLife = 10 * 60_000;
/** Lax, since who comes back comes from another site. */
const cookie = 'wheelhouse_sign_in';

/** What is stored and what travels tells nothing of the secret that the browser has. */
function secretsOf(secret: string): SignInSecrets {
  const derive = (purpose: string): string => createHmac('sha256', secret).update(purpose).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') };
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

type Limit = ReturnType<typeof limitSignIns>;
type C = Context<ConsoleEnv>;

/** Signing in at another house, which tells us who it is: there, and back. */
export function elsewhereRoutes(parts: ConsoleParts, limit: Limit): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();
  const wayOf = (c: C): SignInWay | undefined => parts.ways.find(({ name }) => name === c.req.param('way'));

  app.post('/sign-in/:way', async (c) => {
    const way = wayOf(c);
    if (!way) return c.html(<NotFoundPage />, 404);
    if (!(await limit.begin(c))) return c.html(<TooManyPage />, 429);
    return begin(parts, c, way);
  });

  app.get('/sign-in/:way/callback', async (c) => {
    const way = wayOf(c);
    if (!way) return c.html(<NotFoundPage />, 404);
    if (isOnlyLooking(c)) return c.body(null, 204);
    return comeBack(parts, c, { way, limit });
  });

  return app;
}

/** Each house has its own: an answer of one can't be taken for another's. */
const redirectUri = (c: C, { publicUrl }: ConsoleParts, { name }: SignInWay): string =>
  new URL(`/sign-in/${name}/callback`, ownBase(c, publicUrl)).href;

async function begin(parts: ConsoleParts, c: C, way: SignInWay): Promise<Response> {
  const { store, publicUrl, log } = parts;
  // The cookie would stay under the name that nobody is sent back to.
  if (publicUrl !== null && isElsewhere(c, publicUrl)) {
    return c.html(<OnwardPage title={words.goingTitle} goTo={new URL('/sign-in', publicUrl).href} />);
  }
  const secret = newSecret();
  const secrets = secretsOf(secret);
  let there: URL;
  try {
    there = await way.begin(secrets, redirectUri(c, parts, way));
  } catch (error) {
    log.warn({ err: outageOf(error), way: way.name }, 'A sign-in could not begin: the other house can not be reached.');
    return refuse(c, way, 'unreachable');
  }
  const pending = { way: way.name, goTo: ownPath(c.req.query('to') ?? '/') };
  await store.addPendingSignIn(digestOf(secrets.state), pending, new Date(Date.now() + pendingLife));
  setSecretCookie(c, parts, { name: cookie, secret, sameSite: 'Lax', life: pendingLife });
  // No redirect: a form may lead here only (`form-action`), and where the other house leads on to is not ours to list.
  return c.html(<OnwardPage title={words.goingTitle} goTo={there.href} label={way.label} />);
}

interface Back {
  way: SignInWay;
  limit: Limit;
}

async function comeBack(parts: ConsoleParts, c: C, { way, limit }: Back): Promise<Response> {
  const secret = readSecretCookie(c, parts, cookie);
  const secrets = secret === undefined ? null : secretsOf(secret);
  // Another browser's, or somebody who was sent here with a stranger's code: it uses nothing up.
  if (secrets === null || !isSame(c.req.query('state') ?? '', secrets.state)) return refuse(c, way, 'other_browser');
  if (await limit.hasFailed(c)) return c.html(<TooManyPage />, 429);
  const pending = await parts.store.takePendingSignIn(digestOf(secrets.state), new Date());
  if (pending === null) return refuse(c, way, 'used');
  const arrival = pending.way === way.name ? await way.finish(cameTo(c, parts, way), secrets) : otherWay;
  if (arrival.kind === 'arrived') return welcome(parts, c, { arrival, goTo: pending.goTo });
  await limit.fail(c);
  parts.log.warn({ way: way.name, why: arrival.why, code: arrival.code }, 'A sign-in did not arrive.');
  return refuse(c, way, arrival.why, arrival.code);
}

/** Our own address with what was added to it, whatever name the request came under. */
function cameTo(c: C, parts: ConsoleParts, way: SignInWay): URL {
  const came = new URL(redirectUri(c, parts, way));
  came.search = new URL(c.req.url).search;
  return came;
}

const otherWay: Arrival = { kind: 'not_arrived', why: 'untrusted', code: 'other_way' };

function refuse(c: C, { label }: SignInWay, why: NoEntry, code: string | null = null): Response | Promise<Response> {
  return c.html(<NotArrivedPage why={why} label={label} code={code} />, why === 'unreachable' ? 503 : 403);
}

interface Welcome {
  arrival: Extract<Arrival, { kind: 'arrived' }>;
  goTo: string;
}

async function welcome(parts: ConsoleParts, c: C, { arrival, goTo }: Welcome): Promise<Response> {
  const { account, unverified } = arrival;
  const known = await parts.roster.accountsOf(account);
  if (known.length === 0) {
    const { surface, team, user } = account;
    parts.log.warn({ account: { surface, team, user } }, 'Somebody whom no project names has tried to sign in.');
    return c.html(<StrangerPage account={account} unverified={unverified} />, 403);
  }
  await openSession(c, parts, account);
  return c.html(<OnwardPage title={words.signedInTitle} goTo={goTo} />);
}
