import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { pressLink } from '../tests/setup/sign-in.ts';
import { now } from './clock.ts';

/** Something that can be clicked: a gate's card in the console, with its button. */
export interface Gate {
  runId: string;
  askId: string;
  revision: number;
  version: number;
  thread: string;
  message: string;
}

/** One delivery of a click, at the moment of which our socket was given it and the one at which its answer had been read. */
export interface Delivered {
  sent: bigint;
  answered: bigint;
  status: number;
  body: string;
}

export interface Click {
  gate: Gate;
  /** The delivery key that the console makes of it. */
  key: string;
  deliveries: Delivered[];
}

/** A person's browser, as far as clicks go: a session, connections that stay open, and the form behind a button. */
export class Browser {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private cookie = '';

  constructor(private readonly origin: string) {}

  async signIn(link: string): Promise<void> {
    const response = await pressLink(link);
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    await response.text();
    if (this.cookie === '') throw new Error(`The sign-in link was answered with ${response.status} and no session.`);
  }

  /** Delivered as often as is said, at the same moment, under the same key. */
  async click(gate: Gate, times: number): Promise<Click> {
    const nonce = randomBytes(16).toString('base64url');
    const { askId, revision, thread, message } = gate;
    const token = `a.${askId}.${revision}.approve`;
    const form = new URLSearchParams({ nonce, channel: 'bench', thread, message, token }).toString();
    const deliveries = await Promise.all(Array.from({ length: times }, () => this.post('/press', form)));
    const failed = deliveries.find(({ status }) => status !== 200);
    if (failed) throw new Error(`A click was answered with ${failed.status}: ${failed.body.slice(0, 300)}`);
    return { gate, key: `console:owner:${nonce}`, deliveries };
  }

  private post(path: string, form: string): Promise<Delivered> {
    const headers = {
      accept: 'application/json',
      cookie: this.cookie,
      origin: this.origin,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
    };
    return new Promise((resolve, reject) => {
      const sent = now();
      const outgoing = request(this.origin + path, { method: 'POST', agent: this.agent, headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (body += chunk));
        answer.on('end', () => resolve({ sent, answered: now(), status: answer.statusCode ?? 0, body }));
      });
      outgoing.on('error', reject);
      outgoing.end(form);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
