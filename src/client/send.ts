import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { problemSchema, type Problem } from '../core/api/problem.ts';
import { ApiError } from './error.ts';

export interface ClientOptions {
  /** The server's address, without a path: https://wheelhouse.example.com */
  url: string;
  /** `wh_…`, from `wheelhouse keys create`. */
  key: string;
  /** How often a failed request is sent again; with the same idempotency key, so that nothing is done twice. Default: 4. */
  retries?: number;
  /** Milliseconds to wait for each response. Default: 30,000. */
  timeout?: number;
}

export interface Request<T> {
  method: 'GET' | 'POST';
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** The Idempotency-Key; without one, each call is an order of its own. */
  key?: string | undefined;
  answer: z.ZodType<T>;
}

/** Statuses of failures that may pass: the same request may succeed later. */
const passing = new Set([429, 500, 502, 503, 504]);

/** Sends until there is a final answer. Throws an ApiError, or, if no answer came, the error of the last try. */
export function sender({ url, key, retries = 4, timeout = 30_000 }: ClientOptions) {
  return async <T>(request: Request<T>): Promise<T> => {
    const { method, body, key: order = randomUUID() } = request;
    const init = {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': order } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    for (let n = 0; ; n += 1) {
      const got = await attempt(addressOf(url, request), { ...init, signal: AbortSignal.timeout(timeout) });
      if ('response' in got && got.response.ok) return request.answer.parse(JSON.parse(got.text));
      if (n >= retries || !mayPass(got)) throw 'response' in got ? errorOf(got) : got.error;
      await sleep(waitFor(got, n));
    }
  };
}

function addressOf(base: string, { path, query = {} }: Request<unknown>): URL {
  const address = new URL(`/api/v1${path}`, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}

interface Came {
  response: Response;
  text: string;
}
type Got = Came | { error: Error };

/** An error means that no complete response came: the server may have done it or not; a retry with the same key is safe. */
async function attempt(address: URL, init: RequestInit): Promise<Got> {
  try {
    const response = await fetch(address, init);
    return { response, text: await response.text() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

const mayPass = (got: Got): boolean => 'error' in got || passing.has(got.response.status);

/** Milliseconds: what the server asks for, or else twice as long each time, with jitter so that clients don't retry in step. */
function waitFor(got: Got, n: number): number {
  const asked = 'response' in got ? Number(got.response.headers.get('retry-after') ?? NaN) : NaN;
  if (Number.isFinite(asked)) return Math.min(asked, 60) * 1000;
  return 200 * 2 ** n * (0.5 + Math.random());
}

function errorOf({ response, text }: Came): ApiError {
  const read = problemSchema.safeParse(parsed(text));
  return new ApiError(read.success ? read.data : strangers(response, text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The response is no problem document: something between us and the API has answered. */
const strangers = ({ status, statusText, headers }: Response, text: string): Problem => ({
  type: 'about:blank',
  title: statusText,
  status,
  detail: text.slice(0, 200),
  code: 'no_problem',
  request_id: headers.get('x-request-id') ?? 'unknown',
});
