import type { Delivery } from './job.ts';
import { bring } from './posting/bring.ts';
import type { PostingParts } from './posting/parts.ts';

/** How many changes one job follows. If the posting changes more often, the sweep adds another job. */
const mostGenerations = 20;

/**
 * Handles one delivery of a posting job. Deliveries for the same posting wait for each other, and the later ones find the work done, so that two
 * hundred changes take only a few sends. Rejections are outages: the job is delivered again, and later the sweep adds a new one.
 *
 * If a delivery is a repeat and its effect is done already, the card is sent once more: the first worker may have died just after an older card
 * of its own had arrived last. That is not needed if this very process has done the effect, and the sweep had merely added a second job meanwhile:
 * after an outage, that is every other job.
 */
export async function converge(parts: PostingParts, delivery: Delivery): Promise<void> {
  const { postingId } = delivery;
  if (postingId !== null) await parts.inTurn(postingId, () => follow(parts, postingId, delivery));
}

async function follow(parts: PostingParts, postingId: string, delivery: Delivery): Promise<void> {
  const { effectId, first, redelivered } = delivery;
  for (let round = 0; round < mostGenerations; round += 1) {
    const due = await parts.outbox.find(effectId);
    if (!due) {
      const isSure = first || round > 0 || (!redelivered && parts.finished.has(effectId));
      return isSure ? undefined : bring(parts, postingId, 'overtaken');
    }
    await bring(parts, postingId, first && due.generation === 1 ? 'fresh' : 'unsure');
    if (await parts.outbox.done(effectId, due.generation)) return note(parts.finished, effectId);
  }
}

/** More effects than become due in an outage of a day. Those for which the sweep may still add a job are among the newest. */
const mostNoted = 100_000;

function note(finished: Set<string>, effectId: string): void {
  if (finished.size >= mostNoted) finished.clear();
  finished.add(effectId);
}
