export interface Thread {
  channel: string;
  thread: string;
}

/** A thread that has not been read yet. */
interface Left {
  thread: Thread;
  isAwaited: boolean;
  over: Promise<void>;
  end: () => void;
}

/** One pass over the threads, one after the other. Those that somebody waits for are read first. */
export class Pass {
  readonly #left: Promise<Map<string, Left>>;

  constructor(threads: Promise<readonly Thread[]>) {
    this.#left = threads.then((all) => new Map(all.map((thread) => [keyOf(thread), leftOf(thread)])));
    // Whoever reads them is told.
    this.#left.catch(() => undefined);
  }

  /** Rejects if the threads can't be listed, or if a reading rejects. */
  async each(read: (thread: Thread) => Promise<void>): Promise<void> {
    const left = await this.#left;
    for (let next = nextOf(left); next !== null; next = nextOf(left)) {
      await read(next.thread);
      left.delete(keyOf(next.thread));
      next.end();
    }
  }

  /** Resolves when this thread has been read, or is none of those that are. */
  async until(thread: Thread): Promise<void> {
    const left = await this.#left.catch(() => null);
    const found = left?.get(keyOf(thread));
    if (!found) return;
    found.isAwaited = true;
    await found.over;
  }
}

const keyOf = ({ channel, thread }: Thread): string => `${channel} ${thread}`;

function leftOf(thread: Thread): Left {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  return { thread, isAwaited: false, over, end };
}

function nextOf(left: ReadonlyMap<string, Left>): Left | null {
  const all = [...left.values()];
  return all.find(({ isAwaited }) => isAwaited) ?? all[0] ?? null;
}
