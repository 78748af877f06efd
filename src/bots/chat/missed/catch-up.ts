import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import { Pass, type Thread } from './pass.ts';

/** Milliseconds: what was said longer ago is left out, since the run may be elsewhere by now. The keys in `arrivals` are kept for longer. */
const longestAgo = 60 * 60_000;
/** Milliseconds until the next try after the platform or the store was away, doubling each time; and the number of tries, within ten minutes. */
const waits = { first: 1_000, tries: 10 };
/** Milliseconds that new words wait for older ones. Nearly always one call is enough to read those. */
const longestBehind = 2_000;

export interface CatchUpParts {
  platform: 'Slack' | 'Discord';
  /** The threads of the active runs. */
  threads: () => Promise<readonly Thread[]>;
  /** Hands on what people have said in this thread since then, one message after the other, in the order in which they were said. */
  read: (thread: Thread, since: Date, stopping: AbortSignal) => Promise<void>;
  /** Whether this is an answer of the platform that it would give again. */
  isRefusal: (error: unknown) => boolean;
  log: Pick<Log, 'warn' | 'error'>;
}

/**
 * Reads what people said in the threads of active runs while nobody of us was connected, or while a process that was killed had not stored
 * it yet. Words that were heard already have no second effect, because their keys are in `arrivals`.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #stopping = new AbortController();
  #waiting = new AbortController();
  #running: Promise<void> | null = null;
  #isDue = false;
  #pass: Pass | null = null;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /** Reads every thread once. If a reading is under way, another follows: the first may miss what was said just now. */
  start(): void {
    this.#isDue = true;
    this.#waiting.abort();
    this.#running ??= this.#readWhileDue().finally(() => {
      this.#running = null;
      // Asked for in the instant in which the last one ended.
      if (this.#isDue && !this.#isStopped) this.start();
    });
  }

  /** Hands on nothing more. What was handed on is in the intake's hands. */
  stop(): void {
    this.#stopping.abort();
    this.#waiting.abort();
  }

  /** What is said in a thread now comes after what was missed there: resolves when that has been handled, or has kept it waiting for too long. */
  async passed(thread: Thread): Promise<void> {
    if (this.#pass !== null) await within(longestBehind, this.#pass.until(thread));
  }

  async #readWhileDue(): Promise<void> {
    const { platform, log } = this.#parts;
    let failures = 0;
    while (this.#isDue && !this.#isStopped) {
      this.#isDue = false;
      failures = (await this.#readAll()) ? 0 : failures + 1;
      if (failures >= waits.tries) log.error({ failures }, lostIn(platform));
      else if (failures > 0) await this.#pause(waits.first * 2 ** (failures - 1));
    }
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

  /** False if it should be tried again. What is refused for one thread would be refused again; the others are read all the same. */
  async #readAll(): Promise<boolean> {
    const { platform, threads, read, isRefusal, log } = this.#parts;
    const since = new Date(Date.now() - longestAgo);
    let isRead = true;
    const failed = (facts: object, error: unknown): void => {
      if (this.#isStopped) return;
      log.warn({ ...facts, err: error }, `What was said in ${platform} while nobody listened could not be read.`);
      isRead &&= isRefusal(error);
    };
    this.#pass = new Pass(threads());
    await this.#pass
      .each(async (thread) => {
        if (this.#isStopped) return;
        await read(thread, since, this.#stopping.signal).catch((error: unknown) => failed(thread, error));
      })
      .catch((error: unknown) => failed({}, error));
    this.#pass = null;
    return isRead;
  }
}

const lostIn = (platform: string): string =>
  `What was said in ${platform} while nobody listened is lost: it could not be read.`;
