import type { ConsoleMessage, ConsoleMessages, ConsoleNotice } from '../../core/console/messages.ts';
import type { Account } from '../../core/people/actor.ts';
import type { Pane, Shown } from './draw/message.tsx';
import { type ConsoleParts, keyOf } from './parts.ts';
import { redrawNotices } from './redraw.ts';

/** Which part of the chat a page shows. */
export interface View {
  channel: string;
  /** The open thread. */
  thread: string | null;
  /** How many messages of each pane. */
  show: number;
}

export const page = { first: 40, more: 40, most: 400 } as const;

/** Notices older than this have had their reader, in milliseconds. */
const noticeLife = 24 * 60 * 60 * 1000;

export type Item = ({ kind: 'message' } & Shown) | { kind: 'notice'; notice: ConsoleNotice; pane: Pane };

export interface Panes {
  main: Item[];
  /** Null when no thread is open, or the one asked for is not in this channel. */
  side: Item[] | null;
}

export const idOf = (item: Item): string => (item.kind === 'message' ? item.message.id : item.notice.id);
/** Items as one person may see them. Only what is drawn is asked about: most of a page that is followed stays as it is. */
export function itemsFor({ forReader }: Pick<ConsoleParts, 'forReader'>, { channel }: View, account: Account) {
  const allowed = forReader(channel, account);
  return async (item: Item): Promise<Item> => {
    if (item.kind === 'notice' || item.message.body.kind === 'words') return item;
    const { message } = item;
    return { ...item, message: { ...message, body: { kind: 'card', card: await allowed(item.message.body.card) } } };
  };
}

const timeOf = (item: Item): number => (item.kind === 'message' ? item.message.at : item.notice.at).getTime();
const inOrder = (items: Item[]): Item[] => items.sort((a, b) => timeOf(a) - timeOf(b));

/** Everything that this person sees of it, oldest first. */
export async function readPanes(parts: ConsoleParts, view: View, account: Account): Promise<Panes> {
  const { store } = parts;
  const since = new Date(Date.now() - noticeLife);
  const [heads, kept, side] = await Promise.all([
    store.heads(view.channel, view.show),
    store.notices(keyOf(account), view.channel, since),
    readThread(store, view),
  ]);
  const notices = await redrawNotices(parts, kept, account);
  const messages = heads.map((head): Item => ({ kind: 'message', pane: 'main', ...head }));
  const inSide = (notice: ConsoleNotice): boolean => side !== null && notice.thread === view.thread;
  const place =
    (pane: Pane) =>
    (notice: ConsoleNotice): Item => ({ kind: 'notice', pane, notice });
  const outside = notices.filter((notice) => !inSide(notice)).map(place('main'));
  return {
    main: inOrder([...messages, ...outside]),
    side: side && inOrder([...side, ...notices.filter(inSide).map(place('side'))]),
  };
}

/** Null when no thread of this channel begins there. */
export async function findHead(
  store: ConsoleMessages,
  { channel, thread }: { channel: string; thread: string },
): Promise<ConsoleMessage | null> {
  const head = await store.find(thread);
  return head?.channel === channel && head.thread === null ? head : null;
}

async function readThread(store: ConsoleMessages, { thread, channel, show }: View): Promise<Item[] | null> {
  if (thread === null) return null;
  const head = await findHead(store, { channel, thread });
  if (head === null) return null;
  const replies = await store.replies(thread, show);
  const messages = [head, ...replies.filter((reply) => reply.channel === channel)];
  return messages.map((message) => ({ kind: 'message', pane: 'side', message, replies: null }));
}
