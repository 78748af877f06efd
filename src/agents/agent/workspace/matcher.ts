import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Refused } from './refused.ts';

/** A line that matches the pattern, cut if it is long. */
export interface Match {
  line: number;
  text: string;
}

type Answer = { found: Match[] } | { problem: string };

const entry = new URL('./match.mjs', import.meta.url);

/** Megabytes of the thread, which holds one text at a time. */
const memory = 128;

/**
 * Searches texts for a regular expression, in a thread of its own. Some expressions take practically for ever, even on thirty
 * characters, and can be ended only from outside of their thread.
 */
export class Matcher {
  #worker: Worker | null = null;

  constructor(private readonly pattern: RegExp) {}

  /** The first `most` lines of a text that match. If the signal aborts, it throws the signal's reason. Whoever made a matcher closes it. */
  async match(text: string, most: number, signal: AbortSignal): Promise<Match[] | Refused> {
    signal.throwIfAborted();
    this.#worker ??= this.#start();
    const answered = once(this.#worker, 'message', { signal });
    this.#worker.postMessage({ text, most });
    try {
      const [answer] = (await answered) as [Answer];
      return 'found' in answer ? answer.found : { refused: `The pattern can't be used: ${answer.problem}.` };
    } catch (error) {
      if (isOutOfMemory(error)) return { refused: "The pattern can't be used: it takes too much memory." };
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { source, flags } = this.pattern;
    const worker = new Worker(entry, {
      workerData: { source, flags },
      // Without the program's loader, which would take longer than most searches, and without its environment.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    // `match` gets errors while it waits. At any other moment, an error without a listener would end the program.
    worker.on('error', () => {});
    return worker;
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
