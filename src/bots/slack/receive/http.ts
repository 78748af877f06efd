import { type Context, Hono } from 'hono';
import type { Body } from '../../chat/body.ts';
import type { Intake } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import { parseRequest } from './body.ts';
import { eventsPath } from './events-path.ts';
import { BodyReader, longestBody } from './raw-body.ts';
import { isSigned, stampOf } from './signature.ts';

/** Deliveries in hand, all of them Slack's: beyond, it is told to come again. 50 clicks a second are three or four. */
const mostInHand = 500;

interface HttpParts {
  signingSecret: string;
  intake: Pick<Intake, 'receive' | 'inHand'>;
  log: Log;
  now?: () => number;
}

/**
 * Slack over signed HTTP, on our own port. In this order: time stamp, size, signature over the raw bytes, and only then parsing (S8).
 * Nothing is counted against an address: behind a proxy, Slack and whoever attacks come from the same one (S19).
 */
export function slackRoutes(parts: HttpParts): Hono {
  const bodies = new BodyReader();
  const sayUnsigned = seldom(() => parts.log.warn({}, otherSecret));
  const app = new Hono();
  app.post(eventsPath, async (c) => {
    const now = (parts.now ?? Date.now)();
    const stamp = stampOf((name) => c.req.header(name), now);
    if (stamp === null) return refused(c, 401);
    if (Number(c.req.header('content-length') ?? 0) > longestBody) return refused(c, 413);
    const raw = await bodies.read(c.req.raw.body);
    if (raw === 'too_long') return refused(c, 413);
    if (raw === 'cut_off') return c.body(null, 503);
    if (!isSigned(stamp, raw, parts.signingSecret)) {
      sayUnsigned(now);
      return refused(c, 401);
    }
    const body = parseRequest(c.req.header('content-type') ?? '', raw.toString('utf8'));
    if (body === null) return refused(c, 400);
    return answer(parts, c, body);
  });
  return app;
}

/** Whoever has just set the app up sees nothing but “Your URL didn't respond”. */
const otherSecret =
  `A request to ${eventsPath} was refused: it is signed with another secret than SLACK_SIGNING_SECRET. If Slack sent it, ` +
  'copy the Signing Secret anew: api.slack.com/apps → Basic Information → App Credentials.';

/** Anybody may send such: one line a minute is no flood (S19). */
function seldom(say: () => void): (now: number) => void {
  let saidAt = -Infinity;
  return (now) => {
    if (now - saidAt < 60_000) return;
    saidAt = now;
    say();
  };
}

/** Without detail; a repeat of the same would fare no better. */
const refused = (c: Context, status: 400 | 401 | 413): Response => c.body(null, status, { 'x-slack-no-retry': '1' });

async function answer({ intake, log }: HttpParts, c: Context, body: Body): Promise<Response> {
  // https://docs.slack.dev/reference/events/url_verification: when the address is typed into the app's page.
  if (body.type === 'url_verification') return c.text(typeof body.challenge === 'string' ? body.challenge : '');
  // Slack looks whether the address is there: https://docs.slack.dev/interactivity/implementing-slash-commands
  if (body.ssl_check !== undefined) return c.body(null, 200);
  if (intake.inHand >= mostInHand) return c.body(null, 503);
  return new Promise((resolve) => {
    const acknowledge = async (response?: unknown): Promise<void> =>
      resolve(response === undefined ? c.body(null, 200) : c.json(response as object));
    intake.receive({ body, acknowledge }).catch((error: unknown) => {
      log.warn({ err: error }, 'A delivery of Slack was not acknowledged: it comes again.');
      resolve(c.body(null, 503));
    });
  });
}
