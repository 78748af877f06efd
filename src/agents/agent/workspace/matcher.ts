import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Refused } from './refused.ts';

/** A line that holds what was looked for, cut if it is long. */
export interface Match {
  line: number;
  text: string;
}

type Answer = { found: Match[] } | { problem: string };

const entry = new URL('./match.mjs', import.meta.url);

/** Megabytes; what it holds at once is one text. */
const memory = 128;

/**
 * Looks for a pattern in texts, in a thread of its own: JavaScript's expressions can take longer than the world stands on thirty
 * characters, and only from outside of their thread can they be ended.
 */
export class Matcher {
  #worker: Worker | null = null;

  constructor(private readonly pattern: RegExp) {}

  /** At most `most` lines of a text. Ends with the signal, as its reason; whoever made a matcher closes it. */
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
      // Neither the program's loader, which would take longer than most searches, nor its environment.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    // Whoever waits for an answer hears of it; at any other moment, an error that nobody hears would end the program.
    worker.on('error', () => {});
    return worker;
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
