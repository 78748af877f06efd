import { DiscordAPIError, HTTPError, RateLimitError, REST, type ResponseLike } from 'discord.js';
import { DeadToken, RateLimited } from '../../chat/send/errors.ts';
import type { Address } from './address.ts';
import { DiscordOutage } from './errors.ts';
import { tooOldIn } from './too-old.ts';
import { verdictOf } from './verdict.ts';

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  query?: Record<string, string>;
  body?: unknown;
  /** Its path has a secret of its own, the token of an interaction or a webhook. Then ours is not sent. */
  bearsSecret?: boolean;
  /** Until when it may be answered; `answerWithin`, where nobody says. */
  until?: AbortSignal;
}

/** What Discord answered; for a refusal with its code, and with what it found wrong where in the body. */
export type Answer = { ok: true; data: unknown } | { ok: false; code: number; detail: string };

/** One call, now. Rejects with an outage, with `RateLimited`, or with a `DeadToken`. */
export type Ask = (call: Call) => Promise<Answer>;

/** Milliseconds that an answer may take. Discord usually takes well below one second. */
export const answerWithin = 10_000;

interface WebParts {
  token: string;
  /** `https://discord.com/api/v10`. */
  apiUrl: URL;
  address: Address;
  /** Calls; discord.js counts them by the real clock. */
  perSecond: number;
}

/**
 * discord.js's REST without its retries: by default it waits for the end of a rate limit, however long, repeats calls that may have taken
 * effect, and forgets the token at a 401. Here it rejects at a rate limit, and our lanes wait. There are two, because calls with a
 * secret of their own don't count for the bot's rate limits.
 */
export function openWeb({ token, ...parts }: WebParts): Ask {
  const { address } = parts;
  const [ours, secrets] = [openRest(parts), openRest(parts)];
  return async (call) => {
    const { method, path, body, query, bearsSecret = false, until = AbortSignal.timeout(answerWithin) } = call;
    address.check();
    const rest = bearsSecret ? secrets : ours.setToken(token);
    const asked = { method: method as never, fullRoute: path, body, auth: !bearsSecret, signal: until };
    try {
      const data = await rest.request({ ...asked, ...(query ? { query: new URLSearchParams(query) } : {}) });
      return { ok: true, data };
    } catch (error) {
      return answerOf(call, error);
    }
  };
}

const openRest = ({ apiUrl, address, perSecond }: Omit<WebParts, 'token'>): REST =>
  new REST({
    ...restAddress(apiUrl),
    retries: 0,
    timeout: answerWithin,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: perSecond,
    makeRequest: (url, init) => request(url, init, address),
  });

/** discord.js wants the address and the version of the API apart. */
export function restAddress({ href }: URL): { api: string; version: string } {
  const [, api = href, version = '10'] = /^(.*?)(?:\/v(\d+))?\/?$/.exec(href) ?? [];
  return { api, version };
}

/** Read to its end within the time for it, and counted. */
async function request(url: string, init: RequestInit, address: Address): Promise<ResponseLike> {
  const response = await fetch(url, { ...init, redirect: 'error' });
  const text = await response.text();
  const { status, headers } = response;
  address.count(status);
  const isTooOld = status === 429 && tooOldIn(text);
  if (status === 429 && !isTooOld && !isJson(text)) throw address.ban(Number(headers.get('retry-after')) * 1000);
  // discord.js hides the code of a 429. That a message is too old to be edited comes as one, and is passed on as a 400.
  const shown = new Response(status === 204 ? null : text, { status: isTooOld ? 400 : status, headers });
  return shown;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** The library's errors hold addresses, secrets and bodies, none of which is passed on. */
function answerOf(call: Call, error: unknown): Answer {
  const name = nameOf(call);
  if (error instanceof DiscordOutage) throw error;
  if (error instanceof RateLimitError) throw new RateLimited(name, error.retryAfter);
  if (error instanceof HTTPError)
    throw new DiscordOutage('discord-away', `${name}: Discord answered with HTTP ${error.status}.`);
  if (!(error instanceof DiscordAPIError)) throw new DiscordOutage('discord-away', `${name}: ${reasonOf(error)}.`);
  const { status, code, rawError } = error;
  if (status === 401 && call.bearsSecret !== true) throw new DeadToken('401');
  // Not Discord's: from its edge, or from a proxy.
  if (typeof code !== 'number') throw new DiscordOutage('discord-away', `${name}: HTTP ${status} without a code.`);
  if (verdictOf(code) === 'outage') throw new DiscordOutage('discord-away', `${name}: Discord answered with ${code}.`);
  return { ok: false, code, detail: faultsIn('errors' in rawError ? rawError.errors : undefined).join(' ') };
}

/** Without ids and secrets. */
export const nameOf = ({ method, path }: Pick<Call, 'method' | 'path'>): string =>
  `${method} ${path.replace(/\/\d{5,}/g, '/:id').replace(/^(\/(?:webhooks|interactions)\/:id)\/[^/]+/, '$1/:token')}`;

/** Where something is wrong and what, in Discord's names; never the faulty value. */
function faultsIn(errors: unknown, at = ''): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, inside]: [string, unknown]) => {
    if (key !== '_errors' || !Array.isArray(inside)) return faultsIn(inside, at === '' ? key : `${at}.${key}`);
    return inside.map((fault: { code?: unknown }) => `${at}: ${String(fault.code)}`);
  });
}

/** The code of the socket, or that it took too long. */
function reasonOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'no answer in time';
    if ('code' in at && typeof at.code === 'string' && /^[A-Z_]+$/.test(at.code)) return at.code;
  }
  return 'the connection failed';
}
