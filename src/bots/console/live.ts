import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { limitViews } from './crowd.ts';
import { outageOf } from './outage.ts';
import type { ConsoleEnv, ConsoleParts, Visitor } from './parts.ts';

const defaultHeartbeat = 15_000;

/** A piece of a page that is sent whole whenever what it shows has changed. */
export interface Fragment {
  /** Unique on the page. */
  id: string;
  /** Anything that changes what it shows changes this. */
  state: string;
  draw(): Promise<object>;
}

/** What a live view follows. */
export interface Followed {
  /** The name of the event that carries a fragment. */
  event: 'item' | 'part';
  /** Rings whenever something may have changed. */
  subscribe(ring: () => void): () => void;
  /** Everything as it is now; null when this person may not see it any more. */
  read(): Promise<readonly Fragment[] | null>;
  /** The least time between two looks, in milliseconds: a chatty command must not make every watcher read all the time. */
  pace?: number;
}

/** Waits for something to read: a hint, or the heartbeat in case one was lost. Hints while busy are kept. */
function watch(heartbeat: number, subscribe: Followed['subscribe']) {
  let due = true;
  let wake = (): void => undefined;
  const ring = (): void => {
    due = true;
    wake();
  };
  const stop = subscribe(ring);
  const next = async (): Promise<void> => {
    if (!due) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, heartbeat);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    due = false;
  };
  return { next, ring, stop };
}

interface Line {
  stream: SSEStreamingApi;
  /** What this connection was sent, by id. */
  sent: Map<string, string>;
  followed: Followed;
  visitor: Visitor;
  /** Aborted when the session has opened too many since. */
  crowded: AbortSignal;
}

/** Sends what differs from what was sent before; a fragment that is gone is named. */
async function converge({ stream, sent, followed }: Line, fragments: readonly Fragment[]): Promise<void> {
  const present = new Set<string>();
  for (const fragment of fragments) {
    const { id, state } = fragment;
    present.add(id);
    if (sent.get(id) === state) continue;
    await stream.writeSSE({ event: followed.event, data: JSON.stringify(await fragment.draw()) });
    sent.set(id, state);
  }
  for (const id of [...sent.keys()].filter((known) => !present.has(known))) {
    await stream.writeSSE({ event: 'gone', data: JSON.stringify({ id }) });
    sent.delete(id);
  }
}

export type LiveView = (c: Context<ConsoleEnv>, followed: Followed) => Response;

/**
 * A live view: it begins with everything, so that a page which was cut off needs to remember nothing, and then converges
 * with every hint. The page keeps what is not older than what it gets.
 */
export function liveViews(parts: ConsoleParts): LiveView {
  const takeIn = limitViews();
  return (c, followed) => {
    const visitor = c.get('visitor');
    return streamSSE(c, async (stream) => {
      const watching = watch(parts.heartbeat ?? defaultHeartbeat, (ring) => followed.subscribe(ring));
      const crowded = new AbortController();
      crowded.signal.addEventListener('abort', watching.ring);
      stream.onAbort(watching.ring);
      const leave = takeIn(visitor.session, () => crowded.abort());
      try {
        await follow(parts, { stream, sent: new Map(), followed, visitor, crowded: crowded.signal }, watching.next);
      } catch (error) {
        // The browser comes back by itself and gets everything again.
        parts.log.warn({ err: outageOf(error), path: c.req.path }, 'A live view ended early.');
      } finally {
        leave();
        watching.stop();
      }
    });
  };
}

async function follow({ store }: ConsoleParts, line: Line, next: () => Promise<void>): Promise<void> {
  const { stream, followed, visitor, crowded } = line;
  while (!stream.aborted && !stream.closed) {
    await next();
    // The page must know, or it comes back and sends the next one away.
    if (crowded.aborted) return stream.writeSSE({ event: 'crowded', data: '' });
    // A session that ended, or a page that closed to this person, closes its live views.
    if (stream.aborted || (await store.findSession(visitor.session, new Date())) === null) return;
    const fragments = await followed.read();
    if (fragments === null) return;
    await converge(line, fragments);
    await stream.writeSSE({ event: 'beat', data: '' });
    if (followed.pace !== undefined) await stream.sleep(followed.pace);
  }
}
