import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pressLink } from '../../setup/sign-in.ts';
import { buttonIn, dialogIn, type SentForm } from './page.ts';

/** What the console answered, as its own script reads it. */
export type Reply = { kind: 'done' } | { kind: 'told' | 'refused'; html: string } | { kind: 'dialog'; html: string };

/** One thing that the person did, and every answer to it: one for each delivery. */
export interface Click {
  nonce: string;
  what: string;
  replies: Reply[];
}

/** Until then, in milliseconds, a person presses again and again; the servers are away for seconds. */
export const patience = 180_000;
const pressAgainAfter = 150;
const answerWithin = 15_000;

const newNonce = (): string => randomBytes(16).toString('base64url');

/** Somebody in front of the console, with more than one address of it, who does not give up. */
export class Person {
  readonly clicks: Click[] = [];
  private cookie = '';

  constructor(
    private readonly origins: readonly string[],
    private readonly newestLink: () => string | null,
    private readonly channel = 'kill',
  ) {}

  /** A link works once: where the answer to it was lost, the next one is taken. */
  async signIn(): Promise<void> {
    await this.insist(async () => {
      const link = this.newestLink();
      const response = link === null ? null : await pressLink(link, { signal: AbortSignal.timeout(answerWithin) });
      this.cookie = response?.headers.get('set-cookie')?.split(';')[0] ?? '';
      return this.cookie === '' ? undefined : true;
    });
  }

  async read(path: string): Promise<string> {
    return this.insist(async (origin) => {
      const headers = { cookie: this.cookie };
      const response = await fetch(origin + path, { headers, signal: AbortSignal.timeout(answerWithin) });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      return text;
    });
  }

  /** Types `/wheel run`, fills the form in and presses Run. */
  async startRun(brief: string, mode: string, pipeline = 'flow'): Promise<void> {
    const spot = { channel: this.channel, thread: '', message: '' };
    const typed = await this.click('type', {
      action: '/say',
      values: { ...spot, nonce: newNonce(), text: `/wheel run ${pipeline}` },
    });
    const form = dialogOf(typed);
    if (!form) throw new Error(`/wheel run brought no form: ${JSON.stringify(typed.replies)}`);
    const values = { ...form.values, 'field.brief': brief, 'field.mode': mode };
    await this.click('start', { ...form, values });
  }

  /** Writes into a thread. */
  async say(thread: string, text: string): Promise<Click> {
    const values = { channel: this.channel, thread, message: '', nonce: newNonce(), text };
    return this.click('say', { action: '/say', values });
  }

  /** Presses a button in a thread; a form that it opens is sent off as it stands. Null when the button is not there. */
  async press(at: { thread: string; message: string }, label: string, what: string): Promise<Click | null> {
    const page = await this.read(`/c/${this.channel}/${at.thread}?show=400`);
    const button = buttonIn(page, at.message, label);
    if (!button) return null;
    const pressed = await this.click(what, button);
    const form = dialogOf(pressed);
    return form ? this.click(what, { ...form, values: { ...form.values, 'field.words': 'Please.' } }) : pressed;
  }

  /** One click, delivered up to three times, at once or one after the other. */
  private async click(what: string, form: SentForm): Promise<Click> {
    const click: Click = { nonce: form.values.nonce ?? '', what, replies: [] };
    this.clicks.push(click);
    const copies = 1 + Math.floor(Math.random() * 3);
    const deliveries = Array.from({ length: copies }, async (_, n) => {
      await sleep(n * Math.random() * 100);
      click.replies.push(await this.deliver(form));
    });
    await Promise.all(deliveries);
    return click;
  }

  private deliver({ action, values }: SentForm): Promise<Reply> {
    return this.insist(async (origin) => {
      const headers = { cookie: this.cookie, origin, accept: 'application/json' };
      const body = new URLSearchParams(values);
      const signal = AbortSignal.timeout(answerWithin);
      const response = await fetch(origin + action, { method: 'POST', headers, body, signal });
      if (response.status === 503) return undefined;
      if (!response.ok) throw new Surprise(`${action} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as Reply;
    });
  }

  /** Until there is an answer: a lost connection is none. */
  private async insist<T>(act: (origin: string) => Promise<T | undefined>): Promise<T> {
    const deadline = performance.now() + patience;
    let last = 'no error';
    for (let turn = Math.floor(Math.random() * 2); ; turn += 1) {
      const origin = this.origins[turn % this.origins.length]!;
      const answer = await act(origin).catch((error: unknown) => {
        if (error instanceof Surprise) throw error;
        last = String(error instanceof Error ? (error.cause ?? error) : error);
        return undefined;
      });
      if (answer !== undefined) return answer;
      if (performance.now() > deadline)
        throw new Error(`The console gave no answer within ${patience / 1000} s; last, ${last}.`);
      await sleep(pressAgainAfter);
    }
  }
}

class Surprise extends Error {}

const dialogOf = ({ replies }: Click): SentForm | null => {
  const dialog = replies.find((reply) => reply.kind === 'dialog');
  return dialog ? dialogIn(dialog.html) : null;
};
