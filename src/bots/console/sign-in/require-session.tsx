import type { Context, MiddlewareHandler } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../parts.ts';
import { readTroubles } from '../troubles.ts';
import { countWaiting } from '../waiting.ts';
import { ownPath } from './address.ts';
import { NoSessionPage, OnwardPage } from './pages.tsx';
import { findSession } from './session.ts';
import { words } from './words.ts';

/** A link in a mail or a chat comes without our Strict cookie; from a page of our own, the same address comes with it. */
const wasLedHere = (c: Context): boolean =>
  c.req.header('sec-fetch-mode') === 'navigate' &&
  ['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '');

/** Lets in who has a session; the others are told how to get one. */
export const requireSession =
  (parts: ConsoleParts): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    const session = await findSession(c, parts);
    if (session === null) {
      const goTo = c.req.method === 'GET' ? ownPath(c.req.path + new URL(c.req.url).search) : '/';
      if (c.req.method === 'GET' && wasLedHere(c)) return c.html(<OnwardPage title={words.goingTitle} goTo={goTo} />);
      return c.html(<NoSessionPage ways={parts.ways} goTo={goTo} />, 401);
    }
    const { account, digest } = session;
    const name = await parts.roster.nameOf(account);
    const waiting = () => countWaiting(parts, account);
    const troubles = () => readTroubles(parts, account);
    c.set('visitor', { account, name, session: digest, waiting, troubles });
    await next();
    return undefined;
  };
