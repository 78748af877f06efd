import type { ConsoleMessage, ConsoleMessages, ConsoleNotices } from '../../core/console/messages.ts';
import type { PostRef, Surface } from '../../core/cards/surface.ts';
import { nanoid } from 'nanoid';
import { keyOf } from './parts.ts';

export const refOf = (message: ConsoleMessage): PostRef => ({
  channel: message.channel,
  thread: message.thread,
  message: message.id,
});

/** A place of the console's own is never lost, nor is the head of a thread. */
export interface ConsoleSurface extends Surface {
  post(...of: Parameters<Surface['post']>): Promise<PostRef>;
  say(...of: Parameters<Surface['say']>): Promise<PostRef>;
}

/** The bot port over the console's own messages. */
export const consoleSurface = (
  store: ConsoleMessages & ConsoleNotices,
  now: () => Date = () => new Date(),
): ConsoleSurface => ({
  name: 'console',

  async post({ place, thread }, card, key) {
    const body = { kind: 'card' as const, card };
    return refOf(await store.post({ channel: place.channel, thread, body, revision: card.revision, at: now() }, key));
  },

  update: (ref, card) => store.update(ref.message, { kind: 'card', card }, card.revision),

  async say({ place, thread }, words, key) {
    const body = { kind: 'words' as const, words };
    return refOf(await store.post({ channel: place.channel, thread, body, revision: 1, at: now() }, key));
  },

  reword: (ref, words, revision) => store.update(ref.message, { kind: 'words', words }, revision),

  async find(_, key) {
    const message = await store.posted(key);
    return message && refOf(message);
  },

  async tell(account, { channel, thread }, text) {
    const notice = { user: keyOf(account), channel, thread, body: { kind: 'told' as const, text }, at: now() };
    await store.notify(notice, `tell-${nanoid()}`);
  },
});
