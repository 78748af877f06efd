import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { problemSchema, type Problem } from '../core/api/problem.ts';
import { ApiError } from './error.ts';

export interface ClientOptions {
  /** Of the server, without a path: https://wheelhouse.example.com */
  url: string;
  /** `wh_…`, from `wheelhouse keys create`. */
  key: string;
  /** How often a request is sent again; each time with the same idempotency key, so that nothing is done twice. */
  retries?: number;
  /** Milliseconds for one answer. */
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

/** Answers that say: the same request may do better later. */
const passing = new Set([429, 500, 502, 503, 504]);

/** Sends until there is an answer that counts. Throws an ApiError, or what the last try failed with where no answer came. */
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

/** The error where no whole answer came: the server may have done it or not, and the same key asks again. */
async function attempt(address: URL, init: RequestInit): Promise<Got> {
  try {
    const response = await fetch(address, init);
    return { response, text: await response.text() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

const mayPass = (got: Got): boolean => 'error' in got || passing.has(got.response.status);

/** What the server asks for; else twice as long each time, and never two clients in step. Milliseconds. */
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

/** Somebody between us and the API answered. */
const strangers = ({ status, statusText, headers }: Response, text: string): Problem => ({
  type: 'about:blank',
  title: statusText,
  status,
  detail: text.slice(0, 200),
  code: 'no_problem',
  request_id: headers.get('x-request-id') ?? 'unknown',
});
