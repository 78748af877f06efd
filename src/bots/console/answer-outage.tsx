import type { Context } from 'hono';
import { codeOf, isOutage } from '../../core/outage.ts';
import { outageOf } from './outage.ts';
import { UnreachablePage } from './pages/unreachable-page.tsx';
import type { ConsoleParts } from './parts.ts';
import { readValues } from './posted.ts';
import { words } from './words.ts';

/** Milliseconds until a browser that follows a page comes back. */
const comesBack = 3000;

/**
 * What was needed for a page or an action could not be reached: everybody gets this one answer, in the form that they asked for.
 * What was sent is confirmed only where it is answered; to send it again is safe.
 */
export async function answerOutage({ log }: Pick<ConsoleParts, 'log'>, error: Error, c: Context): Promise<Response> {
  log.warn({ err: outageOf(error), path: pathIn(c) }, 'The console could not answer.');
  const accept = c.req.header('accept');
  // A browser that is refused follows no more; one whose connection ends comes back by itself.
  if (accept === 'text/event-stream') return c.body(`retry: ${comesBack}\n\n`, 200, { 'content-type': accept });
  const code = isOutage(error) ? (codeOf(error) ?? null) : null;
  const headers = { 'retry-after': String(comesBack / 1000) };
  if (accept === 'application/json')
    return c.json({ kind: 'unreachable', code, text: words.unreachable }, 503, headers);
  const sent = c.req.method === 'POST' ? { action: c.req.path, values: (await readValues(c)) ?? {} } : null;
  return c.html(<UnreachablePage sent={sent} code={code} />, 503, headers);
}

/** A sign-in link bears its secret in its path. */
const pathIn = (c: Context): string => c.req.path.replace(/^\/sign-in\/.*/, '/sign-in');
