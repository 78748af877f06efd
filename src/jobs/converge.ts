import type { Delivery } from './queue.ts';
import { bring } from './posting/bring.ts';
import type { PostingParts } from './posting/parts.ts';

/** How many changes one job follows; for later ones the sweep adds a later job. */
const mostGenerations = 20;

/**
 * One delivery of a posting job. Deliveries for the same posting wait for each other and find the work done: two hundred
 * changes are a few sends. Rejections are outages: the job is given again, and later the sweep adds it anew. A repeated delivery whose
 * effect is done sends once more: the first one may have died just after an older card of its own had arrived last. Not so the job that
 * the sweep added while this process was at the first: after an outage, that is every other one, and each would be a send too many.
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

/** More than are due at once in an outage of a day; those that the sweep may still add a job for are among the last. */
const mostNoted = 100_000;

function note(finished: Set<string>, effectId: string): void {
  if (finished.size >= mostNoted) finished.clear();
  finished.add(effectId);
}
