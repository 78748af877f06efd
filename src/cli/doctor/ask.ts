import { saidBy } from './finding.ts';

const patience = 3000;

export interface Answered {
  status: number;
  headers: Headers;
  /** Null where it is no JSON object. */
  body: Record<string, unknown> | null;
  /** Null where it is no JSON array. */
  list: unknown[] | null;
}

/** Throws an Error whose message says why the place can't be reached. */
export async function ask(url: URL, init: RequestInit = {}): Promise<Answered> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) });
    const body: unknown = await response.json().catch(() => null);
    const list = Array.isArray(body) ? (body as unknown[]) : null;
    const isObject = typeof body === 'object' && body !== null && list === null;
    return {
      status: response.status,
      headers: response.headers,
      body: isObject ? (body as Record<string, unknown>) : null,
      list,
    };
  } catch (error) {
    throw new Error(saidBy((error as Error).cause ?? error), { cause: error });
  }
}

/** A path below an address, whether that ends with a slash or not. */
export const below = (base: URL, path: string): URL => new URL(path, `${base.href.replace(/\/$/, '')}/`);
