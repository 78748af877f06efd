import { setTimeout as sleep } from 'node:timers/promises';
import type { Intake } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import { within } from '../../chat/within.ts';
import { SlackRefused } from '../send/errors.ts';
import type { SlackApi } from '../send/slack-api.ts';
import { eventsOf, namesNoTeam } from './missed.ts';
import { Pass, type Thread } from './pass.ts';

/** Milliseconds: what was said longer ago is left out, since the run may be elsewhere by now. The keys in `arrivals` are kept for longer. */
const longestAgo = 60 * 60_000;
/** Milliseconds until the next try after Slack or the store was away, doubling each time; and the number of tries, within ten minutes. */
const waits = { first: 1_000, tries: 10 };
/** Milliseconds that new words wait for older ones. Nearly always one call is enough to read those. */
const longestBehind = 2_000;

interface CatchUpParts {
  api: Pick<SlackApi, 'said' | 'isShared'>;
  self: { get(): Promise<{ team: string }> };
  /** The threads of the active runs. */
  threads: () => Promise<readonly Thread[]>;
  receive: Intake['receive'];
  log: Pick<Log, 'warn' | 'error'>;
}

/**
 * Reads what people said in the threads of active runs while we were not connected. Slack repeats an event that nobody acknowledges for
 * about six minutes; while it has switched an app off, it sends none. Words that were heard already have no second effect, because their
 * keys are in `arrivals`.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #stopping = new AbortController();
  #waiting = new AbortController();
  #isRunning = false;
  #isDue = false;
  #pass: Pass | null = null;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /** Reads every thread once. If a reading is under way, another follows: the first may miss what was said just now. */
  start(): void {
    this.#isDue = true;
    this.#waiting.abort();
    if (!this.#isRunning) void this.#readWhileDue();
  }

  /** Hands on nothing more. What was handed on is in the intake's hands. */
  stop(): void {
    this.#stopping.abort();
    this.#waiting.abort();
  }

  /** Resolves when what was missed in this thread has been handled, or after some seconds: what is said there now comes after it. */
  async passed(thread: Thread): Promise<void> {
    if (this.#pass !== null) await within(longestBehind, this.#pass.until(thread));
  }

  /** Never rejects. */
  async #readWhileDue(): Promise<void> {
    this.#isRunning = true;
    let failures = 0;
    while (this.#isDue && !this.#isStopped) {
      this.#isDue = false;
      failures = (await this.#readAll()) ? 0 : failures + 1;
      if (failures >= waits.tries) this.#parts.log.error({ failures }, lost);
      else if (failures > 0 && !this.#isDue) await this.#pause(waits.first * 2 ** (failures - 1));
    }
    this.#isRunning = false;
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Until the next try, or until something else asks for one. */
  async #pause(milliseconds: number): Promise<void> {
    this.#waiting = new AbortController();
    await sleep(milliseconds, undefined, { signal: this.#waiting.signal, ref: false }).catch(() => undefined);
    this.#isDue = true;
  }

  /** False if it should be tried again. What Slack refuses for one thread, it would refuse again; the others are read all the same. */
  async #readAll(): Promise<boolean> {
    const since = new Date(Date.now() - longestAgo);
    let isRead = true;
    const failed = (facts: object, error: unknown): void => {
      if (this.#isStopped) return;
      this.#parts.log.warn({ ...facts, err: error }, 'What was said in Slack while nobody listened could not be read.');
      isRead &&= error instanceof SlackRefused;
    };
    this.#pass = new Pass(this.#parts.threads());
    await this.#pass
      .each((thread) => this.#readOne(thread, since).catch((error: unknown) => failed(thread, error)))
      .catch((error: unknown) => failed({}, error));
    this.#pass = null;
    return isRead;
  }

  /** One message after the other, in the order in which they were said. */
  async #readOne({ channel, thread }: Thread, since: Date): Promise<void> {
    if (this.#isStopped) return;
    const { api, self, receive } = this.#parts;
    const said = await api.said({ channel, thread }, since);
    const { team } = await self.get();
    const isShared = said.some(namesNoTeam) && (await api.isShared(channel));
    for (const body of said.flatMap((message) => eventsOf(message, { team, channel, isShared }))) {
      if (this.#isStopped) return;
      await receive({ body, acknowledge: nobodyWaits, isLate: true });
    }
  }
}

const lost = 'What was said in Slack while nobody listened is lost: it could not be read.';
const nobodyWaits = async (): Promise<void> => undefined;
