import { request } from 'node:http';
import type { Attempt, Delivery, Retry } from './delivery.ts';
import type { RawRequest } from './raw.ts';
import { sign } from './sign.ts';

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Sends exactly these bytes and headers; a failure is named in Slack's words for it. */
export async function post(url: URL, raw: RawRequest, within: number): Promise<Answered | { failure: string }> {
  return new Promise((resolve) => {
    const flat = raw.headers.flat();
    const headers = [
      ...flat,
      'Host',
      url.host,
      'Content-Length',
      String(Buffer.byteLength(raw.body)),
      'Connection',
      'close',
    ];
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      response.on('error', () => resolve({ failure: 'connection_failed' }));
    });
    const timer = setTimeout(() => {
      resolve({ failure: 'http_timeout' });
      sent.destroy();
    }, within);
    sent.on('close', () => clearTimeout(timer));
    sent.on('error', () => resolve({ failure: 'connection_failed' }));
    sent.end(raw.body);
  });
}

/** https://docs.slack.dev/apis/events-api/#receiving-events and #handling-user-interaction: JSON, or a form. */
function bodyOf(delivery: Delivery): { body: string; type: string } {
  if (delivery.kind === 'events_api') return { body: JSON.stringify(delivery.payload), type: 'application/json' };
  const fields = delivery.kind === 'interactive' ? { payload: JSON.stringify(delivery.payload) } : delivery.payload;
  return {
    body: new URLSearchParams(fields as Record<string, string>).toString(),
    type: 'application/x-www-form-urlencoded',
  };
}

export interface HttpTarget {
  url: URL;
  secret: string;
  now: number;
  within: number;
}

/** One signed try. Anything but 200 is a failure, a redirect included. */
export async function tryHttp(delivery: Delivery, retry: Retry | null, to: HttpTarget): Promise<Attempt> {
  const { body, type } = bodyOf(delivery);
  const headers: [string, string][] = [
    ['Content-Type', type],
    ['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)'],
    ['Accept', '*/*'],
    ...sign(body, Date.now(), to.secret),
  ];
  if (retry !== null) headers.push(['X-Slack-Retry-Num', `${retry.number}`], ['X-Slack-Retry-Reason', retry.reason]);
  const began = Date.now();
  const answered = await post(to.url, { body, headers }, to.within);
  const attempt = { at: to.now, acknowledgedAfter: null, response: null };
  if ('failure' in answered) return { ...attempt, failure: answered.failure, noRetry: false };
  const noRetry = answered.headers['x-slack-no-retry'] === '1';
  if (answered.status !== 200) return { ...attempt, failure: `http_${answered.status}`, noRetry };
  return { ...attempt, acknowledgedAfter: Date.now() - began, failure: null, response: read(answered.body), noRetry };
}

function read(body: string): unknown {
  try {
    return body === '' ? null : (JSON.parse(body) as unknown);
  } catch {
    return body;
  }
}
