import { surfaceOf } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { Call } from './ports.ts';

/** Refusals which show that the card was out of date. */
const outdated = new Set('outdated_card outdated_ask ask_settled no_such_choice not_found run_over not_now'.split(' '));

/**
 * If a press was refused because its card was out of date, draws the card again, whatever it is believed to show, so that nobody else presses in
 * vain (P2, P5). Messages that we did not post are left alone (S10).
 */
export async function bringUpToDate(
  call: Call,
  { on }: Extract<Intent, { kind: 'press' | 'submit' }>,
  reply: Reply,
): Promise<Reply> {
  const surface = surfaceOf(call);
  if (reply.kind !== 'refused' || !outdated.has(reply.code) || !on || !surface) return reply;
  const posting = await call.ports.postings.at(surface, on);
  if (posting) await call.ports.refresh(posting.id);
  return reply;
}
