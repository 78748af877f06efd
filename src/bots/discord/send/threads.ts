import { ThreadAutoArchiveDuration } from 'discord.js';
import { limits } from '../limits.ts';
import { plain } from '../draw/plain.ts';
import type { Answer, Ask } from './web.ts';

/** The longest that Discord offers. Whatever is sent into an archived thread revives it. */
const archivedAfter = ThreadAutoArchiveDuration.OneWeek;

export const threadNamed = (name: string) => ({
  name: plain(name, limits.thread.name),
  auto_archive_duration: archivedAfter,
});

/** Starts the thread of a message, which gets the message's id. */
export const startThread = (ask: Ask, { channel, message }: { channel: string; message: string }, name: string) =>
  ask({ method: 'POST', path: `/channels/${channel}/messages/${message}/threads`, body: threadNamed(name) });

/** False: it is locked, and we may not unlock it. */
export async function revive(ask: Ask, thread: string): Promise<boolean> {
  const answer: Answer = await ask({ method: 'PATCH', path: `/channels/${thread}`, body: { archived: false } });
  return answer.ok;
}
