import type { APICallError } from 'ai';
import { z } from 'zod';
import { excerpt, sentence } from '../text.ts';
import { inWords } from '../time-limit.ts';
import type { Endpoint } from './endpoint.ts';

/** A failed call, without its cost. `lost`: the call may have been answered, and billed, all the same. */
export interface Failure {
  error: string;
  passing: boolean;
  lost: boolean;
  tooLong: boolean;
  retryAfter: number;
}

const refused = (error: string): Failure => ({ error, passing: false, lost: false, tooLong: false, retryAfter: 0 });
const passing = (error: string, lost = false): Failure => ({ ...refused(error), passing: true, lost });

/** HTTP statuses of a gateway that gave up waiting for the model, which may still have answered. */
const gaveUpWaiting = new Set([504, 524]);

/** Why a call failed, and what a person can do about it. */
export function explainFailure(error: APICallError | Error, model: string, endpoint: Endpoint): Failure {
  const failure = 'statusCode' in error ? byStatus(error, model, endpoint) : null;
  const explained = failure ?? byConnection(error, model, endpoint);
  return { ...explained, error: withoutKey(explained.error, endpoint.apiKey) };
}

/** Removes the key: some endpoints repeat the key that they refuse. */
const withoutKey = (text: string, key: string | null): string => (key ? text.replaceAll(key, '[key]') : text);

function byStatus(error: APICallError, model: string, { baseUrl, source }: Endpoint): Failure | null {
  const status = error.statusCode;
  if (status === undefined) return null;
  const said = `${baseUrl} answered ${status}${saidWhy(error)}`;
  if (status < 300) return malformed(error, baseUrl, source.baseUrl);
  if (isTooLong(error)) return { ...refused(`${said} ${shortenIt(model)}`), tooLong: true };
  if (isFiltered(error)) return refused(`${said} ${sayItOtherwise}`);
  if (isOutOfCredit(error)) return refused(`${said} Add credit at the provider, or choose another model.`);
  switch (status) {
    case 401:
    case 403:
      return refused(`${said} Check ${source.apiKey}: the endpoint does not accept it for model "${model}".`);
    case 404:
      return refused(`${said} Check ${source.name} ("${model}") and ${source.baseUrl}, which usually ends in /v1.`);
    case 408:
    case 409:
    case 425:
    case 429:
      return afterAWait(error, `${said} The endpoint is busy, or its limit is reached`);
    default:
      return status >= 500
        ? passing(`${said} The fault is at the endpoint; trying again later may work.`, gaveUpWaiting.has(status))
        : refused(`${said} It does not take this request; if it is too long, shorten the inputs or lower max_output.`);
  }
}

/**
 * How endpoints say that a prompt is too long. There is no standard, so these are the messages of OpenAI, Azure, Anthropic, Gemini,
 * Mistral, DeepSeek, xAI, Groq, Bedrock, vLLM, llama.cpp, LM Studio and OpenRouter. Rate limits by the minute have similar messages,
 * but they pass by waiting.
 */
const tooLong =
  /context_length_exceeded|exceed_context_size|context[ _](?:length|window|size)|(?:prompt|input) is too long|(?:maximum|max) (?:prompt|input) length|input token count|too large for model|reduce the length|exceeded model token limit/i;

/** One request can be larger than a whole minute's limit: then waiting does not help. */
const largerThanLimit = /request too large|tokens must be reduced/i;

function isTooLong({ statusCode, message, responseBody = '' }: APICallError): boolean {
  const said = `${message} ${responseBody}`;
  switch (statusCode) {
    case 413:
      return true;
    case 429:
      return largerThanLimit.test(said);
    case 400:
    case 422:
    case 500:
      return tooLong.test(said);
    default:
      return false;
  }
}

const shortenIt = (model: string): string =>
  `That was more than model "${model}" takes in one request: shorten the brief and what the stage needs, or choose a model that takes more.`;

const isFiltered = ({ statusCode, message, responseBody = '' }: APICallError): boolean =>
  statusCode === 400 && /content_filter|content management policy|content_policy/i.test(`${message} ${responseBody}`);

const sayItOtherwise = "The provider's content filter stopped it: say it in other words, or choose another model.";

export const explainFiltered = (model: string): string => `Model "${model}" broke off its answer. ${sayItOtherwise}`;

const isOutOfCredit = (error: APICallError): boolean =>
  error.statusCode === 402 || /insufficient_quota/.test(error.responseBody ?? '');

const saidWhy = (error: APICallError): string => {
  const why = excerpt(error.message, 300);
  return why === '' ? '.' : `: ${sentence(why)}`;
};

/** An answer that can't be read. A web page was not billed; half an answer may have been. */
function malformed(error: APICallError, baseUrl: string, setting: string): Failure {
  const code = codeOf(error);
  if (code !== null) return passing(`${baseUrl} broke off its answer (${code}). Trying again may work.`, true);
  const told = errorIn(error.responseBody);
  if (told !== null)
    return passing(
      `${baseUrl} answered with a fault of its own: ${sentence(excerpt(told, 300))} Trying again may work.`,
    );
  const isPage = /^\s*</.test(error.responseBody ?? '');
  const problem = `${baseUrl} answered, but not with a chat completion. Check ${setting}: it usually ends in /v1.`;
  return { ...refused(problem), lost: !isPage };
}

/** Milliseconds. A longer wait is left to people. Limits by the minute ask for 60 s at most; the rest allows for differing clocks. */
const longestWait = 120_000;

function afterAWait(error: APICallError, said: string): Failure {
  const wait = waitOf(error.responseHeaders ?? {});
  if (wait > longestWait)
    return refused(`${said}: it asks to wait ${inWords(Math.ceil(wait / 60_000) * 60)}. Resume after that.`);
  return { ...passing(`${said}; trying again later may work.`), retryAfter: wait };
}

/** Milliseconds to wait: RFC 9110 has seconds or a date, OpenAI adds milliseconds. 0 for a header that can't be read. */
function waitOf(headers: Record<string, string>): number {
  const exact = Number(headers['retry-after-ms'] ?? NaN);
  const wait = Number.isFinite(exact) ? exact : retryAfterOf(headers['retry-after'] ?? '');
  return wait > 0 ? Math.ceil(wait) : 0;
}

const retryAfterOf = (said: string): number =>
  /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();

/** The error message in a body: some gateways pass on an error behind them as if it were an answer. */
function errorIn(body = ''): string | null {
  try {
    return faultSchema.parse(JSON.parse(body)).error.message;
  } catch {
    return null;
  }
}

const faultSchema = z.object({ error: z.object({ message: z.string().min(1) }) });

function byConnection(error: Error, model: string, { baseUrl, source }: Endpoint): Failure {
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
      return refused(`Nothing answers at ${baseUrl} (${code}). Start the model's server, or check ${source.baseUrl}.`);
    case 'EAI_AGAIN':
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return passing(`${baseUrl} could not be reached (${code}). Trying again later may work.`);
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ETIMEDOUT':
    case 'UND_ERR_SOCKET':
      return passing(
        `The connection to ${baseUrl} broke off before the answer (${code}). Trying again may work.`,
        true,
      );
    default:
      return unexplained(error, model, source.baseUrl);
  }
}

const unexplained = (error: Error, model: string, setting: string): Failure => ({
  ...refused(`The call of model "${model}" failed: ${sentence(excerpt(error.message, 300))} Check ${setting}.`),
  lost: true,
});

/** The operating system's error code, however deep the libraries have wrapped it. */
function codeOf(error: unknown): string | null {
  for (let it = error; it instanceof Error; it = it.cause) {
    if ('code' in it && typeof it.code === 'string') return it.code;
    if (it instanceof AggregateError && it.errors.length > 0) return codeOf(it.errors[0]);
  }
  return null;
}
