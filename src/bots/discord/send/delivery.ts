import { RESTJSONErrorCodes as Code } from 'discord.js';
import { z } from 'zod';
import type { Posted } from '../../../core/cards/surface.ts';
import type { Spot } from '../../chat/send/once.ts';
import type { Places } from '../../chat/send/places.ts';
import { refused } from './call.ts';
import { revive, startThread } from './threads.ts';
import { verdictOf } from './verdict.ts';
import type { Answer, Ask, Call } from './web.ts';
import { sendingWords } from './words.ts';

/** Codes that are about the whole channel, not about one thread in it. */
const ofTheChannel: readonly number[] = [Code.UnknownChannel, Code.MissingAccess, Code.MissingPermissions];

const sent = z.looseObject({ id: z.string() });

/**
 * Sends something into a thread. A thread that was never started, because a process died between the card and its thread, is started now; one that
 * is archived and locked is opened, if we may.
 */
export async function sendInto(ask: Ask, { channel, thread }: Spot & { thread: string }, send: () => Promise<Answer>) {
  const first = await send();
  if (first.ok) return first;
  if (verdictOf(first.code) === 'archived') return (await revive(ask, thread)) ? send() : 'gone';
  if (first.code !== Number(Code.UnknownChannel)) return first;
  const started = await startThread(ask, { channel, message: thread }, sendingWords.thread);
  if (started.ok) return send();
  return ofTheChannel.includes(started.code) ? started : 'gone';
}

/** What the answer means for a post. */
export async function postedAt(places: Places, at: Spot, call: Call, answer: Answer | 'gone'): Promise<Posted> {
  if (answer === 'gone') return 'gone';
  if (answer.ok) {
    await places.works(at.channel);
    return { ...at, message: sent.parse(answer.data).id };
  }
  switch (verdictOf(answer.code)) {
    case 'dead place':
      return places.dies(at.channel, String(answer.code));
    case 'archived':
    case 'no edit':
      return 'gone';
    case 'blocked':
      return { lost: sendingWords.blocked(answer.code) };
    case 'no webhook':
    case 'absent':
    case 'outage':
    case 'refused':
      throw refused(call, answer);
  }
}
