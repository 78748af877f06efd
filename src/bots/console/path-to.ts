import type { PostRef } from '../../core/cards/surface.ts';
import type { ConsoleMessages } from '../../core/console/messages.ts';
import { threadPath } from './draw/message.tsx';
import { page } from './view.ts';

/** A page that has the message on it, at the message: its thread, with as much of it as that takes. */
export async function pathTo({ store }: { store: ConsoleMessages }, to: PostRef): Promise<string> {
  const thread = to.thread ?? to.message;
  const newest = to.thread === null ? [] : await store.replies(thread, page.first);
  const isFar = to.thread !== null && !newest.some(({ id }) => id === to.message);
  return `${threadPath(to.channel, thread)}${isFar ? `?show=${page.most}` : ''}#side-${to.message}`;
}
