import { markOfWords, type Message, type MessageAt, type MessageSource } from '../core/steering/message.ts';
import { surfaceOf } from './visitor.ts';
import type { Call } from './ports.ts';

/** The message with that id in the visit's channel; null for visits that come from no channel, such as the API's. */
export function messageAt(call: Call, message: string): MessageAt | null {
  const surface = surfaceOf(call);
  const { channel } = call.visit.where;
  return surface === null || channel === null ? null : { surface, channel, message };
}

export function sourceOf(call: Call, message: string, text: string): MessageSource | null {
  const at = messageAt(call, message);
  return at && { ...at, mark: markOfWords(text) };
}

/** What became of that message, oldest first; empty if no run was ever given it. */
export async function saidBefore(call: Call, message: string): Promise<Message[]> {
  const at = messageAt(call, message);
  return at ? call.ports.views.saidAt(at) : [];
}
