import type { Workspace } from '../people/workspace.ts';
import { newSecret } from '../world/ids.ts';
import type { Json } from '../world/message.ts';
import type { Attempt, DeliveryKind } from './delivery.ts';
import { post } from './http.ts';
import { sign } from './sign.ts';

/** A request to the app's request URL, byte by byte. Headers given twice arrive twice. */
export interface RawRequest {
  body: string | Buffer;
  headers: [string, string][];
}

export interface Raw {
  /** Sends this text to every open socket, as it is. */
  socket(text: string): void;
  /** Sends bytes to every open socket as a binary message. */
  binary(bytes: Buffer): void;
  /** Brings any payload the way that Slack brings such: an envelope, or a signed request. */
  deliver(kind: DeliveryKind, payload: Json): Promise<Attempt>;
  /** A response_url as of something that this user did in this channel, for payloads that a test makes up. */
  responseUrl(channel: string, user: string): string;
  /** Forgets what only one person was shown, as a client does that is closed: for tests with thousands of answers. */
  forgetPrivate(): void;
  /** Posts this to the app's request URL, and says what came back; null when the connection broke. */
  http(request: RawRequest): Promise<{ status: number; body: string } | null>;
  /** The two headers that Slack signs a body with; unless told, now and with the app's own secret. */
  sign(body: string | Buffer, at?: number, secret?: string): [string, string][];
}

const within = 10_000;

function urlOf({ world }: Workspace): URL {
  if (world.app.requestUrl === null) throw new Error('The app has no request URL: set slack.app.requestUrl.');
  return world.app.requestUrl;
}

export const createRaw = (slack: Workspace): Raw => ({
  socket: (text) => slack.sockets.send(text),
  binary: (bytes) => slack.sockets.send(bytes),
  deliver: (kind, payload) => slack.courier.send(kind, 'made up', payload).first,
  forgetPrivate: () => void (slack.world.ephemeral.length = 0),
  responseUrl: (channel, user) =>
    slack.world.responseUrls.issue('actions', { channel, thread: null, user, message: null }),
  sign: (body, at = Date.now(), secret = slack.world.app.signingSecret) => sign(body, at, secret),
  http: async (request) => {
    const answered = await post(urlOf(slack), request, within);
    return 'failure' in answered ? null : answered;
  },
});

/** https://docs.slack.dev/reference/events/url_verification */
export async function verifyRequestUrl(slack: Workspace): Promise<boolean> {
  const { app } = slack.world;
  const challenge = newSecret();
  const body = JSON.stringify({ token: app.verificationToken, challenge, type: 'url_verification' });
  const headers: [string, string][] = [
    ['Content-Type', 'application/json'],
    ...sign(body, Date.now(), app.signingSecret),
  ];
  const answered = await post(urlOf(slack), { body, headers }, within);
  return !('failure' in answered) && answered.status === 200 && answered.body.includes(challenge);
}
