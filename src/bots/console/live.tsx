import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { limitViews } from './crowd.ts';
import { ItemView } from './draw/item.tsx';
import { noticeState } from './draw/notice.tsx';
import { outageOf } from './outage.ts';
import { type ConsoleEnv, type ConsoleParts, keyOf, type Visitor } from './parts.ts';
import { idOf, type Item, readPanes, type View } from './view.ts';

const defaultHeartbeat = 15_000;

/** Anything that changes what a fragment shows changes this. */
const stateOf = (item: Item): string =>
  item.kind === 'message' ? `${item.message.revision} ${item.replies ?? 0}` : noticeState(item.notice);

/** Waits for something to read: a hint in this channel, or the heartbeat in case one was lost. Hints while busy are kept. */
function watch({ hints, heartbeat = defaultHeartbeat }: ConsoleParts, channel: string, user: string) {
  let due = true;
  let wake = (): void => undefined;
  const ring = (): void => {
    due = true;
    wake();
  };
  const stop = hints.onMessage((hint) => {
    if (hint === null || (hint.channel === channel && (hint.user === null || hint.user === user))) ring();
  });
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
  /** What this connection was sent, by pane and id. */
  sent: Map<string, string>;
  view: View;
  visitor: Visitor;
  /** Aborted when the session has opened too many since. */
  crowded: AbortSignal;
}

/** Sends what differs from what was sent before; a fragment that is gone is named. */
async function converge({ stream, sent }: Line, items: Item[]): Promise<void> {
  const present = new Set<string>();
  for (const item of items) {
    const id = `${item.pane}-${idOf(item)}`;
    present.add(id);
    const state = stateOf(item);
    if (sent.get(id) === state) continue;
    const html = (await (<ItemView item={item} />)).toString();
    await stream.writeSSE({ event: 'item', data: JSON.stringify({ id, pane: item.pane, html }) });
    sent.set(id, state);
  }
  for (const id of [...sent.keys()].filter((known) => !present.has(known))) {
    await stream.writeSSE({ event: 'gone', data: JSON.stringify({ id }) });
    sent.delete(id);
  }
}

/**
 * A live view: it begins with everything, so that a page which was cut off needs to remember nothing, and then converges
 * with every hint. The page keeps what is not older than what it gets.
 */
export function liveViews(parts: ConsoleParts) {
  const takeIn = limitViews();
  return (c: Context<ConsoleEnv>, view: View): Response => {
    const visitor = c.get('visitor');
    return streamSSE(c, async (stream) => {
      const watching = watch(parts, view.channel, keyOf(visitor.account));
      const crowded = new AbortController();
      crowded.signal.addEventListener('abort', watching.ring);
      stream.onAbort(watching.ring);
      const leave = takeIn(visitor.session, () => crowded.abort());
      try {
        await follow(parts, { stream, sent: new Map(), view, visitor, crowded: crowded.signal }, watching.next);
      } catch (error) {
        // The browser comes back by itself and gets everything again.
        parts.log.warn({ err: outageOf(error), channel: view.channel }, 'A live view ended early.');
      } finally {
        leave();
        watching.stop();
      }
    });
  };
}

async function follow(parts: ConsoleParts, line: Line, next: () => Promise<void>): Promise<void> {
  const { stream, view, visitor, crowded } = line;
  while (!stream.aborted && !stream.closed) {
    await next();
    // The page must know, or it comes back and sends the next one away.
    if (crowded.aborted) return stream.writeSSE({ event: 'crowded', data: '' });
    if (stream.aborted || !(await isStillIn(parts, visitor, view.channel))) return;
    const panes = await readPanes(parts, view, visitor.account);
    await converge(line, [...panes.main, ...(panes.side ?? [])]);
    await stream.writeSSE({ event: 'beat', data: '' });
  }
}

/** A session that ended, or a channel that closed, closes its live views. */
async function isStillIn({ store, roster }: ConsoleParts, visitor: Visitor, channel: string): Promise<boolean> {
  if ((await store.findSession(visitor.session, new Date())) === null) return false;
  const channels = await roster.channels(visitor.account);
  return channels.some(({ id }) => id === channel);
}
