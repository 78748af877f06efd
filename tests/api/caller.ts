import { randomUUID } from 'node:crypto';

/** What tests look at, of whatever is answered; that answers are as the document says is a test of its own. */
export interface Body {
  id: string;
  status: string;
  epoch: number;
  revision: number;
  digest: string;
  code: string;
  run: { id: string; status: string; epoch: number };
  message: Record<string, unknown>;
  preflight: { blockers: { field: string | null }[] };
  ready: boolean;
  blockers: { field: string | null }[];
  items: { id: string; kind: string; revision: number; digest: string; name: string; status: string }[];
  next: string | null;
  request_id: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Body;
}

/** Sends plain HTTP, as any program might, and reads what comes. */
export const caller =
  (url: () => string, secret: string | null) =>
  async (
    method: string,
    path: string,
    sent: { body?: unknown; raw?: string; key?: string | null; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const isChange = method !== 'GET';
    const key = sent.key === undefined && isChange ? randomUUID() : sent.key;
    const response = await fetch(`${url()}/api/v1${path}`, {
      method,
      headers: {
        ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
        ...(isChange ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...sent.headers,
      },
      ...(isChange ? { body: sent.raw ?? JSON.stringify(sent.body ?? {}) } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
  };

export type Call = ReturnType<typeof caller>;

/** A run that waits at its first gate. */
export const order = (changes: Record<string, unknown> = {}) => ({
  pipeline: 'notes',
  brief: 'What changed',
  action_id: randomUUID(),
  ...changes,
});
