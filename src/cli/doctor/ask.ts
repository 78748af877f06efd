import { saidBy } from './finding.ts';

const patience = 3000;

export interface Answered {
  status: number;
  headers: Headers;
  /** Null where it is no JSON object. */
  body: Record<string, unknown> | null;
}

/** Throws an Error whose message says why the place can't be reached. */
export async function ask(url: URL, init: RequestInit = {}): Promise<Answered> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) });
    const body = await response.json().catch(() => null);
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    return {
      status: response.status,
      headers: response.headers,
      body: isObject ? (body as Record<string, unknown>) : null,
    };
  } catch (error) {
    throw new Error(saidBy((error as Error).cause ?? error), { cause: error });
  }
}

/** A path below an address, whether that ends with a slash or not. */
export const below = (base: URL, path: string): URL => new URL(path, `${base.href.replace(/\/$/, '')}/`);
