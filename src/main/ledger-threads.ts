import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Weigh } from '../core/ledger/source.ts';
import type { Range, Stretch } from '../core/ledger/stretch.ts';

/** A message to a thread; `Answer` is its reply. */
export interface Order {
  number: number;
  range: Range;
}
/** The error's code is sent along, since an error that is sent to another thread loses its own properties. */
export type Answer = { number: number } & ({ stretch: Stretch | null } | { failed: Error; code: string | undefined });

interface Threads {
  weigh: Weigh;
  close(): Promise<void>;
}

const entry = new URL('./ledger-thread.mjs', import.meta.url);
/** With the extension of this very file: `.ts` from the sources, `.js` if built. */
const module = new URL(`./ledger-thread${extname(import.meta.url)}`, import.meta.url).href;

/** Megabytes. With V8's usual 48, two fifths of the time went into copying the short-lived rows of each page. */
const youngGeneration = 256;

/**
 * Verifies a ledger on several processors: each thread reads and hashes ranges of its own. Up to `most` threads are started, each
 * when there is a range for it.
 */
export function openThreads(most: number, url: string, moment: string): Threads {
  const threads: Thread[] = [];
  let ranges = 0;
  return {
    weigh: (range) => {
      const thread = threads[ranges % most] ?? new Thread(url, moment);
      threads[ranges % most] = thread;
      ranges += 1;
      return thread.weigh(range);
    },
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
  };
}

interface Waiter {
  resolve: (stretch: Stretch | null) => void;
  reject: (error: unknown) => void;
}

class Thread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiter>();
  private failure: Error | null = null;
  private number = 0;

  constructor(url: string, moment: string) {
    this.worker = new Worker(entry, {
      workerData: { url, moment, module },
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
    });
    this.worker.on('message', (answer: Answer) => this.hear(answer));
    this.worker.on('error', (error: Error) => this.fail(error));
  }

  weigh(range: Range): Promise<Stretch | null> {
    if (this.failure !== null) return Promise.reject(this.failure);
    const order: Order = { number: (this.number += 1), range };
    return new Promise((resolve, reject) => {
      this.waiting.set(order.number, { resolve, reject });
      this.worker.postMessage(order);
    });
  }

  close(): Promise<unknown> {
    return this.worker.terminate();
  }

  private hear(answer: Answer): void {
    const waiter = this.waiting.get(answer.number);
    this.waiting.delete(answer.number);
    if ('failed' in answer) waiter?.reject(Object.assign(answer.failed, { code: answer.code }));
    else waiter?.resolve(answer.stretch);
  }

  private fail(error: Error): void {
    this.failure = error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
