import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebClient, type Logger } from '@slack/web-api';
import { z } from 'zod';
import { DeadToken, RateLimited } from '../../chat/send/errors.ts';
import { SlackOutage } from './errors.ts';
import { verdictOf } from './verdict.ts';

/** What Slack responded; `error` is Slack's own name of the error. */
export type SlackResponse = { ok: true; data: Record<string, unknown> } | { ok: false; error: string; detail: string };

/** Calls a method at once. Rejects with an outage, with `RateLimited`, or with a `DeadToken`. */
export type CallMethod = (method: string, args: Record<string, unknown>) => Promise<SlackResponse>;

/** Milliseconds for an answer: Slack's own take well below one second. */
export const answerWithin = 10_000;
/** Milliseconds without calls where Slack says that there are too many, but not for how long to wait. */
const usualSilence = 30_000;

/** Slack's client writes whole bodies into its log, our people's words among them: what matters comes as errors. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as ReturnType<Logger['getLevel']>,
  setName: () => undefined,
};

/** Slack's client without its own retries: by default it tries again for half an hour, and one 429 stops all its calls. */
export function openWeb({ token, apiUrl }: { token: string; apiUrl: URL }): CallMethod {
  const client = new WebClient(token, {
    slackApiUrl: apiUrl.href,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: answerWithin,
    logger: silent,
    allowAbsoluteUrls: false,
  });
  return async (method, args) => {
    try {
      return { ok: true, data: { ...(await client.apiCall(method, args)) } };
    } catch (error) {
      return failureOf(method, error);
    }
  };
}

/** The client's errors contain addresses, headers and bodies. None of that is passed on. */
function failureOf(method: string, error: unknown): SlackResponse {
  if (error instanceof WebAPIRateLimitedError) throw new RateLimited(method, error.retryAfter * 1000);
  if (error instanceof WebAPIHTTPError) throw failed(method, error.statusCode);
  if (!(error instanceof WebAPIPlatformError)) throw new SlackOutage('slack-away', `${method}: ${reasonOf(error)}.`);
  const said = error.data.error;
  switch (verdictOf(said)) {
    case 'dead token':
      throw new DeadToken(said);
    case 'slow down':
      throw new RateLimited(method, (error.data.response_metadata?.retryAfter ?? usualSilence / 1000) * 1000);
    case 'outage':
      throw new SlackOutage('slack-away', `${method}: Slack says ${said}.`);
    case 'dead place':
    case 'no thread':
    case 'no edit':
    case 'no scope':
    case 'refused':
      return { ok: false, error: said, detail: detailOf(error) };
  }
}

/** The scope that is missing, or which parts of the arguments are wrong: names of fields, none of their content. */
function detailOf({ data }: WebAPIPlatformError): string {
  const { needed } = z.looseObject({ needed: z.string().optional() }).parse(data);
  return [needed, ...(data.response_metadata?.messages ?? [])].filter((part) => part !== undefined).join(' ');
}

/** Slack says 200 to nearly everything; others come from its edge, or from a proxy. */
function failed(method: string, status: number): Error {
  if (status === 401) return new DeadToken('HTTP 401');
  return new SlackOutage('slack-away', `${method}: Slack answered with HTTP ${status}.`);
}

/** The code of the socket, or that it took too long. */
function reasonOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at.name === 'TimeoutError') return `no answer within ${answerWithin / 1000} s`;
    if ('code' in at && typeof at.code === 'string' && /^[A-Z_]+$/.test(at.code)) return at.code;
  }
  return 'the connection failed';
}
