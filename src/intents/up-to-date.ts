import { surfaceOf } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { Call } from './ports.ts';

/** Refusals that say: what stands there is not what is so. */
const outdated = new Set('outdated_card outdated_ask ask_settled no_such_choice not_found run_over not_now'.split(' '));

/**
 * A card that was used in vain is drawn anew at its place, whatever it is believed to show: nobody does so
 * again (P2, P5). What is nowhere posted by us stays as it is (S10).
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
